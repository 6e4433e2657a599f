"""The pages as a Django application: templates, static files, the tags of templates."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The shell."""

    name = "shibosi.pages"
    label = "pages"
    verbose_name = "Pages"
