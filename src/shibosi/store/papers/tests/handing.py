"""Files of papers handed in by a party, for tests."""

from django.utils import timezone

from shibosi.store.models import Level, PaperFile
from shibosi.store.papers.files import keep
from shibosi.store.permissions import SCOPES
from shibosi.store.viewers import Viewer


def handed_in(data: bytes, name: str = "", party: str = "aaa") -> PaperFile:
    """The file of a paper that a party hands in now."""
    who = Viewer("test", timezone.now(), scopes=frozenset(SCOPES), level=Level.WORKER, reporter=party)
    return keep(who, data, name)
