"""Pages: bodies, people, places, programmes, duties, what is due."""
