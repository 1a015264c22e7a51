"""Uploads: files and addresses that editors give to the desk, read into the register one after the other."""
