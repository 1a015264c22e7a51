"""The interface for programs, described for people: a page made of its OpenAPI document that loads nothing from
elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kepil.web.api.v1.api import api


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    where: str
    form: str
    description: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One address that can be asked."""

    id: str
    path: str
    description: str
    parameters: tuple[Parameter, ...]
    answer: str
    """Name of what it answers with."""
    fields: tuple[tuple[str, str, str], ...]
    """Name, form and meaning of each."""


def docs(request: HttpRequest) -> HttpResponse:
    """The page."""
    schema = api.get_openapi_schema(path_prefix=reverse("api-v1:api-root"))
    groups: dict[str, list[Operation]] = {}
    for path, methods in schema["paths"].items():
        found = methods["get"]
        groups.setdefault(found["tags"][0], []).append(_operation(path, found, schema["components"]["schemas"]))
    values = {"groups": groups, "description": api.description, "base": reverse("api-v1:api-root")}
    return render(request, "kepil/history/api.html", values)


def _operation(path: str, found: Mapping[str, Any], schemas: Mapping[str, Any]) -> Operation:
    answer = _answer(found)
    return Operation(
        found["operationId"],
        path,
        found.get("description", ""),
        tuple(
            Parameter(one["name"], one["in"], _form(one["schema"]), one.get("description", ""), one["required"])
            for one in found["parameters"]
        ),
        answer,
        tuple(_fields(schemas.get(answer, {}))),
    )


def _answer(found: Mapping[str, Any]) -> str:
    content = found["responses"][200].get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    return str(schema.get("$ref") or schema.get("title") or next(iter(content), "")).rpartition("/")[2]


def _fields(schema: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, one in schema.get("properties", {}).items():
        yield name, _form(one), one.get("description", "")


def _form(schema: Mapping[str, Any]) -> str:
    """The form of a value in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_form(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"[{_form(schema['items'])}]"
    return str(schema.get("format") or schema.get("const") or schema.get("type", ""))
