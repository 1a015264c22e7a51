"""A desk on which something of everything waits, and every address of it that can be looked at."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from kepil.register import events as e
from kepil.register.judging import set_verdict, withdraw
from kepil.register.records import StatementRecord
from kepil.web.desk import accounts, moderation
from kepil.web.desk.coding import rounds
from kepil.web.desk.models import Submission, Upload, UploadItem
from kepil.web.desk.models.coding import Coding
from kepil.web.site import Site

from .conftest import NAMES, PASSWORD

FIRST = "S7"
"""A statement that waits in the queue, in D1."""
OPEN = "E10"
"""An entry whose verdict waits for a second reader."""


def fill(site: Site) -> str:
    """Accounts, a second factor, and work of every kind; the cookie of an admin who has just signed in."""
    for role, name in NAMES.items():
        accounts.add(name, role, PASSWORD)
    client = Client()
    client.post("/desk/sign-in/", {"login": NAMES["admin"], "password": PASSWORD})
    client.post("/desk/confirm-access/", {"password": PASSWORD})  # to look after the second factor
    admin = User.objects.get(username=NAMES["admin"])
    TOTP.activate(admin, generate_totp_secret())
    RecoveryCodes.activate(admin)
    key = {"name": "laptop", "credential": _passkey()}
    Authenticator.objects.create(user=admin, type=Authenticator.Type.WEBAUTHN, data=key)
    _judged(site)
    _coded(site)
    _sent(site)
    _uploaded(site)
    return client.cookies["sessionid"].value


def _passkey() -> dict[str, Any]:
    """What a browser answers when it has made a passkey."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    made = AttestedCredentialData.create(bytes(16), b"laptop", public)
    told = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), 0x45, 0, made)
    asked = CollectedClientData.create("webauthn.create", b"challenge", "http://localhost")
    response = {"clientDataJSON": asked, "attestationObject": AttestationObject.create("none", told, {})}
    return {
        "type": "public-key",
        "id": websafe_encode(b"laptop"),
        "rawId": websafe_encode(b"laptop"),
        "response": {name: websafe_encode(value) for name, value in response.items()},
        "clientExtensionResults": {"credProps": {"rk": True}},
    }


def _judged(site: Site) -> None:
    """A verdict that was taken back, one that waits, and an entry that nobody may see yet."""
    shown = next(one.id for one in site.store().where(StatementRecord, what="report"))
    said = "Nine of the 24 dams stand"
    set_verdict(site.register, OPEN, "broken", by="edda", reason=said, evidence_for=(), evidence_against=(shown,))
    withdraw(site.register, OPEN, by="edda", reason="a slip of the hand")
    set_verdict(site.register, OPEN, "broken", by="edda", reason=said, evidence_for=(), evidence_against=(shown,))
    with site.register.change("edda", "not sure any more") as change:
        change.append(e.RecordSet(entry="E2", record="in_review"))


def _coded(site: Site) -> None:
    """A round in which two coders have coded three units: one alike, two not."""
    coders = (NAMES["coder"], NAMES["admin"])
    made = rounds.make(site.register, name="Pilot", by="edda", coders=coders, size=4, seed="1", fulfilment=True)
    for number, unit in enumerate(rounds.units(made)[:3]):
        text = {"quote": [unit.start, unit.end], "action": [unit.start, unit.end], "actor": "Government"}
        base = {"statement": "yes", "what": "commitment", "kind": "pledge", "specificity": "vague", **text}
        for coder, who in enumerate(coders):
            said = {**base, "kind": "decision"} if number and coder else base
            Coding.objects.create(unit=unit, who=who, said={**said, "note": "perhaps"}, at=site.register.now())
    made.closed = True
    made.save()


def _sent(site: Site) -> None:
    """Of what readers sent in, one waits, one was turned down, and one was taken up and waits for an answer."""
    for kind, text in (("error", "It was May."), ("reply", "We began in March."), ("evidence", "A picture of it.")):
        now = site.register.now()
        Submission.objects.create(
            at=now, kind=kind, entry="E1", text=text, name="Ministry", url="https://example.org/a"
        )
    first, second, _ = Submission.objects.all()
    moderation.taken_up(site.register, first, first.text, by="edda")
    declined = {"state": "declined", "decided_by": "edda", "decided_at": first.at, "reason": "spam"}
    Submission.objects.filter(pk=second.pk).update(**declined)


def _uploaded(site: Site) -> None:
    upload = Upload.objects.create(who="edda", at=site.register.now(), state="done")
    told = {"problem": "It is encrypted.", "remedy": "Save it without a password."}
    UploadItem.objects.create(upload=upload, number=0, name="report.pdf", size=1200, state="failed", **told)
    UploadItem.objects.create(upload=upload, number=1, name="speech.txt", state="added", document="D1", statements=19)


def addresses() -> Iterator[tuple[str, str]]:
    """Every address under /desk/: its name, and a path with something that is there in place of what varies."""

    def walk(patterns: Any, before: str) -> Iterator[tuple[str, str]]:
        for one in patterns:
            path = before + str(one.pattern)
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, path)
            elif isinstance(one, URLPattern):
                yield str(one.name), path

    for name, path in walk(get_resolver().url_patterns, "/"):
        if path.startswith("/desk/"):
            yield name, _filled(name, path)


def _filled(name: str, path: str) -> str:
    if "^" in path:  # of a regular expression
        path = re.sub(r"\(\?P<form>[^)]*\)", "json", re.sub(r"\(\?P<\w+>\\d\+\)", "1", path))
        return path.replace("^", "").replace("$", "").replace("\\", "")
    values = {"coordinate": "amounts", "name": NAMES["editor"], "entry": "E1", "what": "body", "uid": "x", "key": "x"}
    values["id"] = FIRST if name.startswith("desk-review") else "D1" if name == "desk-document" else OPEN
    values["pk"] = str(Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk)

    def value(found: re.Match[str]) -> str:
        return "1" if found[1] == "int" and found[2] != "pk" else values[found[2]]

    return re.sub(r"<(?:(\w+):)?(\w+)>", value, path)
