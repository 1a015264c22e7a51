"""Bytes in, Document out: one file a format, one that tells them apart."""
