"""The Django application of the index. Its tables are made and thrown away by `build`, not by migrations."""

from django.apps import AppConfig


class IndexConfig(AppConfig):
    name = "kepil.web.index"
    label = "index"
    default_auto_field = "django.db.models.BigAutoField"
