"""The read-only programming interface, version 1."""
