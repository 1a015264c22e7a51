"""The Django application of the public pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kepil.web"
    label = "web"
