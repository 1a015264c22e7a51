"""Version 1 of the interface: its operations and its description."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

from kepil.web.api.v1 import entries, log, names, texts
from kepil.web.api.v1.answering import PROBLEM, handle_errors


class Interface(NinjaAPI):
    """An interface whose description says that problems have a media type of their own."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        for methods in schema["paths"].values():
            for status, answer in methods["get"]["responses"].items():
                if int(status) >= 400 and "application/json" in answer.get("content", {}):
                    answer["content"] = {PROBLEM: answer["content"]["application/json"]}
        return schema


api = Interface(
    title="Kepil",
    version="1.0",
    description=(
        "What was promised, by whom, in which exact words, and what came of it. Everything can be read without a key, "
        "from any site. Put `/on/2031-05-01` before `/api` for the register as it was on that day, and `/ru` or `/kk` "
        "for sentences in Russian or Kazakh. Answers carry an ETag: ask with If-None-Match, and nothing is sent twice. "
        "What is not public answers 404."
    ),
    urls_namespace="api-v1",
    openapi_url="/openapi.json",
    docs_url=None,
    openapi_extra={"info": {"license": {"name": "The data: see /about/ of the register"}}},
)
for router in (log.router, entries.router, texts.router, names.router):
    api.add_router("", router)
handle_errors(api)
