"""What lists of the API are asked with: moments, how many, from where on."""

from datetime import datetime
from typing import Annotated

from django.utils.timezone import is_naive, make_aware
from ninja import Query
from pydantic import AfterValidator

from shibosi.store.paging import FIRST_YEAR, LAST_YEAR


def _kept(moment: datetime) -> datetime:
    """A moment that databases have; without a zone it is one of the server's."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError("the year must be between 1970 and 9998")
    return make_aware(moment) if is_naive(moment) else moment


Moment = Annotated[datetime, AfterValidator(_kept)]
Limit = Annotated[int, Query(ge=1, le=200, description="How many of them at most.")]
Cursor = Annotated[str, Query(max_length=300, description="`next` of the page before.")]
