"""The viewer as the kernel's flows ask about it."""

from shibosi.kernel.flows.cases import Actor
from shibosi.store.allowing import may
from shibosi.store.viewers import Viewer


def actor_of(viewer: Viewer) -> Actor:
    """Who acts. A person is one person, whether it comes with a session or with a token; a role or a party counts as
    far as the viewer may work on cases or answer them.
    """
    roles = frozenset({str(viewer.role)}) if viewer.platform and may(viewer, "cases.work") else frozenset[str]()
    names = viewer.names if not viewer.platform and may(viewer, "cases.answer") else frozenset[str]()
    return Actor(viewer.person, roles, names, viewer.shown)
