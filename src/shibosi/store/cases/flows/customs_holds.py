"""Inspection and detention by customs: followed from the customs list that is held, with who reported it."""

from shibosi.domains.customs.flows import CUSTOMS_HOLD
from shibosi.kernel.errors import ShibosiError
from shibosi.store import scope
from shibosi.store.cases.carrying import Asked, Opening, opens
from shibosi.store.firms import reporter_mark
from shibosi.store.models import stored
from shibosi.store.viewers import Viewer

LIST = "customs_list"


class ListMissing(ShibosiError):
    """A hold of nothing."""

    code = "list-missing"
    message = "Say which customs list is held; it must be in force."


@opens(CUSTOMS_HOLD.name, "cases.work", asks=("notice",))
def ask(viewer: Viewer, asked: Asked) -> Opening:
    """A customs list in force that customs inspects or detains. `facts` has `notice`. Raises ListMissing."""
    lists = scope.documents(viewer).filter(kind=LIST, standing=True)
    document = lists.filter(pk=asked.document).first() if asked.document is not None else None
    if document is None:
        raise ListMissing()
    row = stored(LIST)._default_manager.filter(filed=document)
    order, number, own = row.values_list("order_number", "customs_number", "company_number").get()
    facts = {**asked.facts, "order": order, "list": number or own}
    return Opening(
        parties={"subject": reporter_mark(document.reporter)}, facts=facts,
        about=f"{CUSTOMS_HOLD.name}:{document.pk}", document=document, priority=2,
    )  # fmt: skip
