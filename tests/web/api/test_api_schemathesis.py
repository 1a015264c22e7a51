"""schemathesis asks every operation of the interface for what its description allows, and for what it does not."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings

from kepil.web.site import Site

schemathesis = pytest.importorskip("schemathesis")
HEADERS = {"Host": "testserver"}
QUIET = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_every_operation_is_as_described(
    client: Client, site: Site, mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "django.request")
    interface = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    generated = schemathesis.GenerationMode(mode)
    asked = set()
    for found in interface.get_all_operations():
        operation = found.ok()
        if mode == "negative" and not (operation.query or operation.path_parameters):
            continue  # there is nothing that could be wrong

        def check(case: Any) -> None:
            case.call_and_validate(headers=HEADERS)

        QUIET(given(case=operation.as_strategy(generation_mode=generated))(check))()
        asked.add(operation.path)
    assert len(asked) >= (17 if mode == "positive" else 3)
