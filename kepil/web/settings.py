"""Django's settings, for every register alike; what differs from one register to another is set by `site.use`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django
from django.conf import settings

HERE = Path(__file__).resolve().parent
LANGUAGES = (("en", "English"), ("ru", "Русский"), ("kk", "Қазақша"))

SETTINGS: dict[str, Any] = {
    "ALLOWED_HOSTS": [],
    "ROOT_URLCONF": "kepil.web.urls",
    "WSGI_APPLICATION": "kepil.web.serving.application",
    "INSTALLED_APPS": [
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
        "django.contrib.humanize",
        "allauth",
        "allauth.account",
        "allauth.mfa",
        "csp",
        "ninja",
        "kepil.register.database",
        "kepil.web.index",
        "kepil.web.desk",
        "kepil.web",
    ],
    "MIDDLEWARE": [
        "django.middleware.security.SecurityMiddleware",
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "csp.middleware.CSPMiddleware",
        "kepil.web.middleware.prefixes",
        "kepil.web.middleware.pages",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "allauth.account.middleware.AccountMiddleware",
        "kepil.web.middleware.scenes",
    ],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [HERE / "templates"],
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.template.context_processors.i18n",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                    "kepil.web.scene.context",
                    "kepil.web.desk.bar.context",
                ],
                "builtins": ["django.templatetags.i18n", "kepil.web.templatetags.kepil"],
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [
                            "django.template.loaders.filesystem.Loader",
                            "django.template.loaders.app_directories.Loader",
                        ],
                    )
                ],
            },
        }
    ],
    "DATABASES": {},
    "DATABASE_ROUTERS": ["kepil.web.routing.Router"],
    # Throttling counts in it, so all threads and processes share it: a table of the desk's database.
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "desk_cache"}},
    "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
    "AUTH_PASSWORD_VALIDATORS": [
        {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
        {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
        {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
        {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    ],
    "ACCOUNT_ADAPTER": "kepil.web.desk.adapters.AccountAdapter",
    "ACCOUNT_LOGIN_METHODS": {"username"},
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_SESSION_REMEMBER": False,
    "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": True,
    "MFA_ADAPTER": "kepil.web.desk.adapters.FactorAdapter",
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_TOTP_TOLERANCE": 1,
    "FILE_UPLOAD_HANDLERS": [
        "kepil.web.desk.uploads.limits.Guard",
        "django.core.files.uploadhandler.MemoryFileUploadHandler",
        "django.core.files.uploadhandler.TemporaryFileUploadHandler",
    ],
    "MIGRATION_MODULES": {"index": None},
    "USE_TZ": True,
    "TIME_ZONE": "UTC",
    "USE_I18N": True,
    "LANGUAGE_CODE": "en",
    "LANGUAGES": LANGUAGES,
    "LOCALE_PATHS": [HERE / "locale"],
    "FORMAT_MODULE_PATH": ["kepil.web.formats"],
    "STATIC_URL": "/static/",
    "STATICFILES_DIRS": [],
    "WHITENOISE_USE_FINDERS": True,
    "WHITENOISE_AUTOREFRESH": False,
    "WHITENOISE_MAX_AGE": 3600,
    "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
    "SESSION_COOKIE_AGE": 12 * 3600,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "CSRF_COOKIE_HTTPONLY": True,
    "CSRF_COOKIE_SAMESITE": "Lax",
    "SECURE_CONTENT_TYPE_NOSNIFF": True,
    "SECURE_REFERRER_POLICY": "same-origin",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
    "X_FRAME_OPTIONS": "DENY",
    "CONTENT_SECURITY_POLICY": {
        "DIRECTIVES": {
            "default-src": ["'none'"],
            "img-src": ["'self'", "data:"],
            "style-src": ["'self'"],
            "script-src": ["'self'"],
            "font-src": ["'self'"],
            "connect-src": ["'self'"],
            "form-action": ["'self'"],
            "frame-ancestors": ["'none'"],
            "base-uri": ["'none'"],
            "manifest-src": ["'self'"],
        }
    },
    "LOGIN_URL": "account_login",
    "LOGIN_REDIRECT_URL": "desk",
    "LOGOUT_REDIRECT_URL": "front",
}


def configure() -> None:
    """Make these Django's settings; done once a process, before anything of a register is imported.

    Raises:
        RuntimeError: Django has other settings already.
    """
    if settings.configured:
        if getattr(settings, "ROOT_URLCONF", None) != SETTINGS["ROOT_URLCONF"]:
            raise RuntimeError("Django has other settings already: call kepil.web.settings.configure() first.")
        return
    settings.configure(**SETTINGS)
    django.setup()
