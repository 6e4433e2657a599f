"""The store as an application of Django."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Loads the rooms before the tables are made from their records."""

    name = "shibosi.store"
    label = "store"
    verbose_name = "Shibosi"
    default_auto_field = "django.db.models.BigAutoField"
