"""The front page: what it counts is what its lists show, and no promise is counted twice."""

from __future__ import annotations

import json
import re

from django.test import Client


def listed(client: Client, address: str) -> set[str]:
    """The ids that a list gives as JSON."""
    answer = client.get(address.replace("&amp;", "&").replace("/entries/?", "/entries.json?"))
    return {one["id"] for one in json.loads(answer.getvalue())["entries"]}


def test_the_parts_of_the_bar_are_the_lists_they_lead_to(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Flood recovery in Velmora" in page
    parts = re.findall(r'<li class="\w+"><a href="([^"]+)"><b>([\d,]+)</b>', page)
    assert len(parts) >= 3
    lists = [listed(client, address) for address, _ in parts]
    assert [len(one) for one in lists] == [int(count.replace(",", "")) for _, count in parts]
    assert len(set().union(*lists)) == sum(len(one) for one in lists)
    assert set().union(*lists) == listed(client, "/entries.json")
