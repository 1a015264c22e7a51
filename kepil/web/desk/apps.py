"""The Django application of the desk: accounts' roles, unfinished work, the audit trail."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "kepil.web.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
