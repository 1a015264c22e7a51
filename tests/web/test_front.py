"""The front page, by the client and by a real server."""

from __future__ import annotations

from django.test import Client


def test_front_page_names_the_register(client: Client) -> None:
    assert "Flood recovery in Velmora" in client.get("/").content.decode()
