"""The Django application that holds the tables."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "kepil.register.database"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
