"""The Django application of the desk: accounts' roles, unfinished work, the audit trail."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "kepil.web.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.account import signals as account
        from allauth.mfa import signals as mfa
        from django.contrib.auth import signals as auth

        from kepil.web.desk import audit

        heard = (
            (auth.user_logged_in, audit.signed_in),
            (auth.user_logged_out, audit.signed_out),
            (auth.user_login_failed, audit.sign_in_failed),
            (mfa.authentication_failed, audit.second_factor_failed),
            (mfa.authenticator_added, audit.second_factor_added),
            (mfa.authenticator_reset, audit.second_factor_added),
            (mfa.authenticator_removed, audit.second_factor_removed),
            (account.password_changed, audit.password_changed),
        )
        for signal, told in heard:
            signal.connect(told, dispatch_uid=f"kepil.{told.__name__}")
