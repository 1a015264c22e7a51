"""Where a request comes from: who is counted when too much comes in, and what the audit trail notes."""

from __future__ import annotations

from django.http import HttpRequest

from kepil.web.site import current


def address_of(request: HttpRequest) -> str:
    """The address of the one who asks.

    Each proxy appends to `X-Forwarded-For` whom it answers; what stands further left than the trusted ones wrote,
    anyone may have made up. Where the header is shorter than that, the connection itself is all that is known.
    """
    count = current().options.trusted
    told = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    found = told[-count] if 0 < count <= len(told) else ""
    return found[:45] or str(request.META.get("REMOTE_ADDR", ""))
