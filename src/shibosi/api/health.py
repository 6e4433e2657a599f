"""Is the server alive, is it ready, what does it count: for whoever watches it."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from shibosi.api.counting import counted, line
from shibosi.api.errors import MEANINGS, answer, of_error, problem
from shibosi.api.viewing import Asking
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import translate
from shibosi.settings import LOOPBACK
from shibosi.store.allowing import Forbidden
from shibosi.store.asking import address
from shibosi.store.measuring import gauges
from shibosi.store.readiness import checks

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"live": True})


def ready(request: HttpRequest) -> HttpResponse:
    """Database, tables, clock and disk are as they should be; which of them is not stands in `facts`."""
    found = checks(timezone.now())
    if all(found.values()):
        return JsonResponse({"ready": True, "checks": found})
    facts = {name: "ok" if good else "failed" for name, good in found.items()}
    return answer(problem(503, "not-ready", translate(MEANINGS[503])) | {"facts": facts})


def metrics(request: HttpRequest) -> HttpResponse:
    """What is counted, for this machine, or with a token of the platform that reads the log."""
    if address(request) not in LOOPBACK:
        try:
            viewer = Asking()(request)
            if not viewer.platform or not viewer.may("log:read"):
                raise Forbidden(verb="metrics", doing="metrics")
        except ShibosiError as mistake:
            return of_error(mistake)
    return HttpResponse("\n".join([*counted(), *_gauges(), ""]), content_type=PROMETHEUS)


def _gauges() -> Iterator[str]:
    for name, amount in gauges(timezone.now()).items():
        yield f"# TYPE shibosi_{name} gauge"
        yield line(f"shibosi_{name}", (), amount)
