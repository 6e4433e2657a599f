"""The portal as a Django application: its templates and static files."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages without account."""

    name = "shibosi.portal"
    label = "portal"
    verbose_name = "Portal"
