"""The addresses of every page."""

from shibosi.pages import entering, page

urlpatterns = [*entering.PATHS, *page.paths()]
