"""Suppliers and sub-processors: how their contracts, audits, insurance and shares stand."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from shibosi.api.viewing import Asking, viewer_of
from shibosi.store.allowing import allowed
from shibosi.store.reading import suppliers as reading

router = Router(tags=["parties"], auth=Asking())


class SuppliedFirm(Schema):
    """A supplier of a firm. `until`, `audit`, `insured`: last day of its contract, day of its next audit, last day of
    its insurance; `share` of the need it has most of, 1 is all; `broken` counts what stands open.
    """

    firm: str
    code: str
    name: str
    kind: str
    through: str
    grade: str
    data: str
    until: date | None
    audit: date | None
    insured: date | None
    share: Decimal | None
    need: str
    broken: int


@router.get("/suppliers", response=list[SuppliedFirm], summary="Suppliers and sub-processors")
def suppliers(request: HttpRequest, text: Annotated[str, Query(max_length=200)] = "") -> Any:
    """The suppliers that are seen and not left, those with most found of them first; by name or code."""
    viewer = viewer_of(request)
    allowed(viewer, "documents.read")
    return [vars(one) for one in reading.suppliers(viewer, viewer.today, text)]
