"""What a server process runs. Beside the first requests it builds the index of the search."""

from threading import Thread

from django.core.wsgi import get_wsgi_application

from shibosi.settings import start_django

start_django()
application = get_wsgi_application()


def _index() -> None:
    from shibosi.domains import registry
    from shibosi.telling import searching

    registry.load()
    searching.ready()


Thread(target=_index, name="search-index", daemon=True).start()
