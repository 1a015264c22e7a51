"""Kepil: finds what people in power say they will do, and keeps the record."""

__version__ = "0.1.0"
