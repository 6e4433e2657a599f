"""What a server process runs. Beside the first requests it makes what later ones find ready."""

import gc
from threading import Thread

from django.core.wsgi import get_wsgi_application

from shibosi.settings import start_django

start_django()
application = get_wsgi_application()


def _ready() -> None:
    from shibosi.store import checkpoints
    from shibosi.store.intake import deciders
    from shibosi.telling import searching

    checkpoints.watch()
    deciders.ready()
    searching.ready()
    # All this stays: looking through it for garbage would stop every request for half a second now and then.
    gc.freeze()


Thread(target=_ready, name="ready", daemon=True).start()
