"""What every template knows of the page around it (a context processor): menu, viewer, language, light, parties."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest

from shibosi.kernel.flows.roles import ROLES
from shibosi.kernel.words import translate
from shibosi.pages import looking, menu
from shibosi.store.models import Account, Party
from shibosi.store.permissions import LEVELS
from shibosi.store.viewers import Viewer, parties_to_act_for


class Shell:
    """The page around a page; each part is worked out when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.viewer: Viewer = looking.viewer_kept(request)
        self.language = looking.language()
        self.theme = looking.theme(request)
        self.languages = looking.LANGUAGES
        self.themes = {name: translate(label) for name, label in looking.THEMES.items()}

    @property
    def html_language(self) -> str:
        """The `lang` of the page."""
        return "zh-Hans" if self.language == "zh-hans" else "en"

    @cached_property
    def here(self) -> str:
        """The address of this page, to come back to; of the page above where this one came of a form."""
        above = looking.readable(self.request.path)
        return self.request.get_full_path() if above == self.request.path else above

    @cached_property
    def menu(self) -> list[tuple[str, list[menu.Offered]]]:
        """The groups of the menu."""
        return menu.offered(self.viewer, self.request.path)

    @cached_property
    def account(self) -> Account | None:
        """Who signed in."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def parties(self) -> list[Party]:
        """The parties the account may act for."""
        return parties_to_act_for(self.account, self.viewer.now) if self.account else []

    @cached_property
    def acting(self) -> Party | None:
        """The party acted for."""
        return next((one for one in self.parties if one.pk == self.viewer.party), None)

    @property
    def capacity(self) -> str:
        """As what the viewer is here: its role, its level in the party, or under a mandate."""
        if self.viewer.platform:
            return translate(ROLES[self.viewer.role.value])
        if self.viewer.mandate is not None:
            return translate("Under a mandate")
        return translate(LEVELS[self.viewer.level]) if self.viewer.level else ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell` for templates."""
    return {"shell": Shell(request)}
