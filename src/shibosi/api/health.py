"""Is the server alive, is it ready, what does it count: for whoever watches it."""

from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from shibosi.api.counting import counted, line
from shibosi.api.errors import of_error, of_status
from shibosi.api.viewing import Asking
from shibosi.kernel.errors import ShibosiError
from shibosi.settings import LOOPBACK
from shibosi.store.allowing import Forbidden
from shibosi.store.asking import address
from shibosi.store.measuring import gauges

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"live": True})


def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and has every table."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, ImproperlyConfigured):
        return of_status(503)
    return of_status(503) if missing else JsonResponse({"ready": True})


def metrics(request: HttpRequest) -> HttpResponse:
    """What is counted, for this machine, or with a token of the platform that reads the log."""
    if address(request) not in LOOPBACK:
        try:
            viewer = Asking()(request)
            if not viewer.platform or not viewer.may("log:read"):
                raise Forbidden(verb="metrics")
        except ShibosiError as mistake:
            return of_error(mistake)
    return HttpResponse("\n".join([*counted(), *_gauges(), ""]), content_type=PROMETHEUS)


def _gauges() -> Iterator[str]:
    for name, amount in gauges(timezone.now()).items():
        yield f"# TYPE shibosi_{name} gauge"
        yield line(f"shibosi_{name}", (), amount)
