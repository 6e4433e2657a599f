"""Who looks at a page, for whom, in which language and light; and how each of these is switched."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from shibosi.kernel.words import speak, translate
from shibosi.settings import https
from shibosi.store import asking
from shibosi.store.viewers import NotYourParty, Viewer, nobody, of_account

LANGUAGES = {"zh-hans": "中文", "en": "English"}
THEMES = {"light": "Light", "dark": "Dark", "system": "As the system"}
THEME = "theme"
A_YEAR = 365 * 24 * 3600


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer of a request, found out once. A party that may no longer be acted for is left.

    Raises BadToken, NotYourParty, TooMany.
    """
    kept = _kept(request)
    if kept is not None:
        return kept
    now = timezone.now()
    try:
        return asking.viewer_of(request, now)
    except NotYourParty:
        if request.session.pop(asking.IN_SESSION, None) is None:
            raise
        messages.warning(request, translate("You may no longer act for this party; you see your own pages again."))
        return asking.viewer_of(request, now)


def viewer_kept(request: HttpRequest) -> Viewer:
    """The viewer the page has found out; on pages that are not ours, such as signing in, that of the account."""
    kept = _kept(request)
    if kept is not None:
        return kept
    now, user = timezone.now(), getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return nobody(now)
    try:
        return of_account(user, now, request.session.get(asking.IN_SESSION))
    except NotYourParty:
        return nobody(now)


def _kept(request: HttpRequest) -> Viewer | None:
    found = getattr(request, "viewer", None)
    return found if isinstance(found, Viewer) else None


def language() -> str:
    """The language of this page as `LANGUAGES` names it."""
    return "zh-hans" if (get_language() or "").startswith("zh") else "en"


def theme(request: HttpRequest) -> str:
    """Light, dark, or as the system has it."""
    found = request.COOKIES.get(THEME, "system")
    return found if found in THEMES else "system"


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Keep a language or a theme in a cookie, and go back."""
    answer = redirect(way_back(request))
    for name, known, cookie in (("language", LANGUAGES, "django_language"), ("theme", THEMES, THEME)):
        wanted = request.POST.get(name)
        if wanted in known:
            answer.set_cookie(cookie, wanted, A_YEAR, secure=https(), httponly=True, samesite="Lax")
    return answer


def must_choose(viewer: Viewer) -> bool:
    """Whether somebody has to say first for which of several firms it acts."""
    return viewer.account is not None and not viewer.platform and viewer.party is None


def act_for(request: HttpRequest) -> HttpResponse:
    """From now on act for a party (its public name), or for oneself; asked plainly, the parties there are."""
    if request.method != "POST":
        return render(request, "pages/act_for.html")
    wanted = request.POST.get("party") or None
    speak(get_language() or "en")
    if request.user.is_authenticated:
        try:
            of_account(request.user, timezone.now(), wanted)
        except NotYourParty as mistake:
            messages.error(request, mistake.sentence())
        else:
            request.session[asking.IN_SESSION] = wanted
    return redirect("/")


def readable(path: str) -> str:
    """The address, or the nearest above it, of a page that can be opened, not only sent a form; unknown ones stay."""
    if not _taken_by(path):
        return path
    while path != "/" and "GET" not in _taken_by(path):
        path = path.rstrip("/").rpartition("/")[0] + "/"
    return path


def _taken_by(path: str) -> tuple[str, ...]:
    """The methods the page of an address takes, none where there is no page."""
    try:
        found: tuple[str, ...] = getattr(resolve(path).func, "methods", ("GET",))
    except Resolver404:
        return ()
    return found


def came_from(request: HttpRequest) -> str:
    """The page somebody came from, if it is one of ours; else nothing. Raises DisallowedHost."""
    came = request.headers.get("Referer", "")
    return came if url_has_allowed_host_and_scheme(came, {request.get_host()}) else ""


def way_back(request: HttpRequest) -> str:
    """Where a form says it came from, if that is here; else the first page."""
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/"
