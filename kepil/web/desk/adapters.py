"""How allauth works at the desk: no sign-up, no mail, redirects only within the site, secrets not in the clear."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from kepil.web.site import current


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by admins, not by those who come along."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "enter_current_password": _("That is not your password."),
        "incorrect_password": _("That is not your password."),
        "incorrect_code": _("That code does not hold. Wait for the next one, and try again."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, and try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes, and try again."),
        "username_password_mismatch": _("Name and password do not belong together."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address of the reader. Kepil speaks no https itself: where its address is one of https, a proxy stands
        before it, and has written down last whom it answers.
        """
        told = request.headers.get("X-Forwarded-For", "") if current().options.address.startswith("https://") else ""
        return told.rpartition(",")[2].strip()[:45] or str(request.META.get("REMOTE_ADDR", ""))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The desk sends no mail: accounts have no address."""


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors carry the register's name; their secrets are of no use without the key of the server."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code does not hold. Wait for the next one, and try again."),
    }

    def get_totp_issuer(self) -> str:
        return current().name

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode("ascii")).decode()


def _fernet() -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"kepil second factor").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
