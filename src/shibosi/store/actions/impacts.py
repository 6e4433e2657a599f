"""The verb of impacts: ask what other values would change. Allowed, asked for, logged."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from shibosi.kernel.errors import ShibosiError
from shibosi.store import jobs, logbook
from shibosi.store.allowing import allowed
from shibosi.store.impacts import JOB
from shibosi.store.models import Impact
from shibosi.store.viewers import Viewer

MOST = 20
"""Values of one question; our choice."""
LONGEST = 200_000
"""Characters of rows; our choice: the largest table has some 60,000."""
Written = Mapping[str, str | None]
"""A value as it is kept: parameter, value, place, first, last; days as ISO texts."""


class NoOtherValues(ShibosiError):
    """A question without values and rows, or with more than are taken at once."""

    code = "no-other-values"
    message = "Say which values change: at least one, at most {most}, or rows of a table."


@transaction.atomic
def ask(
    viewer: Viewer, values: Sequence[Written], as_of: date | None = None, table: str = "", rows: str = ""
) -> Impact:  # fmt: skip
    """Ask it as of a day, today unless given; whether the values can be used was found out by who calls.

    `rows` (CSV) are put into the table of law `table`.

    Raises Forbidden, NoOtherValues.
    """
    allowed(viewer, "runs.start")
    if not (values or table) or len(values) > MOST:
        raise NoOtherValues(most=MOST)
    day = as_of or viewer.today
    impact = Impact.objects.create(
        asked_by=viewer.by, asked_at=viewer.now, as_of=day, values=[dict(one) for one in values],
        table=table, rows=rows,
    )  # fmt: skip
    impact.job = jobs.ask(JOB, viewer.now, viewer.by, impact=impact.pk)
    impact.save(update_fields=["job"])
    names = ", ".join(sorted({table, *(str(one["parameter"]) for one in values)} - {""}))
    told = logbook.Entry("impact asked for", f"impact:{impact.public}", {
        "by": viewer.by, "as_of": day.isoformat(), "parameters": names,
    })  # fmt: skip
    logbook.append([told], viewer.now)
    return impact
