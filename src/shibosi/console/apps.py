"""The console as a Django application: its templates."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """Pages for people who sign in."""

    name = "shibosi.console"
    label = "console"
    verbose_name = "Console"
