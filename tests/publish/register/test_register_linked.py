"""The linked data expands without the net, and every annotation points at the words that it quotes."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from kepil.publish.register.export import export
from kepil.register.records import DocumentRecord
from kepil.register.register import Register

SCHEMA, OA = "https://schema.org/", "http://www.w3.org/ns/oa#"


def offline(url: str, options: Any) -> Any:
    raise AssertionError(f"{url} was to be fetched")


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def expanded(register: Register, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    out = tmp_path_factory.mktemp("linked") / "register.jsonld"
    export(register, out, "jsonld")
    return jsonld.expand(read(out), {"documentLoader": offline})  # type: ignore[no-any-return]


def of(expanded: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [one for one in expanded if kind in one.get("@type", [])]


def value(node: dict[str, Any], name: str) -> Any:
    return node[name][0].get("@value", node[name][0].get("@id"))


def test_every_kind_of_node_is_there(expanded: list[dict[str, Any]]) -> None:
    for kind in (f"{SCHEMA}Claim", f"{SCHEMA}PlanAction", f"{SCHEMA}CreativeWork", f"{OA}Annotation"):
        assert of(expanded, kind)
    ids = [one["@id"] for one in expanded]
    assert len(ids) == len(set(ids)) and all(":" in one for one in ids)


def test_references_lead_somewhere(expanded: list[dict[str, Any]]) -> None:
    ids = {one["@id"] for one in expanded}
    for node in expanded:
        for name in (
            "appearance",
            "author",
            "agent",
            "subjectOf",
            "itemReviewed",
            "about",
            "citation",
            "potentialAction",
        ):
            for found in node.get(SCHEMA + name, []):
                if "@id" in found:
                    assert found["@id"] in ids, (name, found)
    plans = {plan["@id"] for node in expanded for plan in node.get(f"{SCHEMA}potentialAction", [])}
    assert plans and plans <= {one["@id"] for one in of(expanded, f"{SCHEMA}PlanAction")}


def test_annotations_point_at_the_words(expanded: list[dict[str, Any]], register: Register) -> None:
    texts = {}
    for document in register.store.all(DocumentRecord):
        text = register.text(document.id)
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
        texts[f"ni:///sha-256;{digest}"] = text
    for node in of(expanded, f"{OA}Annotation"):
        target = node[f"{OA}hasTarget"][0]
        text = texts[value(target, f"{OA}hasSource")]
        position, quote = sorted(target[f"{OA}hasSelector"], key=lambda one: one["@type"])
        start, end = value(position, f"{OA}start"), value(position, f"{OA}end")
        exact = value(quote, f"{OA}exact")
        assert text[start:end] == exact
        if start:
            assert text[:start].endswith(value(quote, f"{OA}prefix"))
        if end < len(text):
            assert text[end:].startswith(value(quote, f"{OA}suffix"))


def test_a_verdict_is_a_review(expanded: list[dict[str, Any]]) -> None:
    (review,) = of(expanded, f"{SCHEMA}ClaimReview")
    rating = review[f"{SCHEMA}reviewRating"][0]
    assert value(rating, f"{SCHEMA}alternateName") == "kept"
    assert "good" in value(rating, f"{SCHEMA}ratingExplanation")
    (plan,) = [one for one in of(expanded, f"{SCHEMA}PlanAction") if one["@id"] == value(review, f"{SCHEMA}about")]
    assert value(plan, f"{SCHEMA}actionStatus") == f"{SCHEMA}CompletedActionStatus"


def test_merged_and_retracted_entries_are_not_shown(expanded: list[dict[str, Any]]) -> None:
    shown = {value(one, f"{SCHEMA}identifier") for one in of(expanded, f"{SCHEMA}PlanAction")}
    assert {"E1", "E3"} <= shown and not {"E4", "E5"} & shown


def test_published_leaves_the_rest_out(register: Register, out: Path) -> None:
    export(register, out, "jsonld", published=True, address="https://example.org/promises/")
    nodes = {one["@id"]: one for one in read(out)["@graph"]}
    plans = [one for one in nodes.values() if one.get("@type") == "PlanAction"]
    assert [one["@id"] for one in plans] == ["https://example.org/promises/E1"]
    claims = {one["identifier"] for one in nodes.values() if one.get("@type") == "Claim"}
    assert claims >= {"S2"} and len(claims) < 5
