"""Where a register is kept: the log and the state in SQLite or PostgreSQL, through Django's object-relational mapper.

Tables can only be declared once Django has settings. Inside a Django project they are the project's; elsewhere the few
that are needed are set here, before anything else in this package is imported.
"""

import os

import django
from django.conf import settings

if not settings.configured and not os.environ.get("DJANGO_SETTINGS_MODULE"):
    settings.configure(
        INSTALLED_APPS=["kepil.register.database"],
        DATABASES={},
        USE_TZ=True,
        TIME_ZONE="UTC",
    )
    django.setup()
