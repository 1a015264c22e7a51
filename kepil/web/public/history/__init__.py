"""Pages: changes, feeds, corrections and replies, the log, what this is."""
