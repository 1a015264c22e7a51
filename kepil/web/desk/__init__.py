"""The desk: where editors check what was found, decide, and publish."""
