"""Fixtures of the views."""

from __future__ import annotations

import pytest
from view_book import Book


@pytest.fixture
def book() -> Book:
    """An empty register in memory."""
    return Book()
