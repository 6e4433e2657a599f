"""A stored measure as a statement of reasons, with the violations it rests on."""

from shibosi.domains.enforcement.measures.statement import Statement, statement
from shibosi.kernel.measures.events import Measure, Violation
from shibosi.store.measures.lives import told
from shibosi.store.models import MeasureEvent


def of(row: MeasureEvent) -> Statement:
    """The statement of a measure. Raises NoStatement."""
    measure = told(row)
    assert isinstance(measure, Measure), "only a measure is stated"
    rested = MeasureEvent.objects.filter(public__in=row.because).select_related("party", "about").order_by("day", "pk")
    return statement(measure, [one for each in rested if isinstance(one := told(each), Violation)])
