"""A value of law, open to all: its versions through time, what was in force on a day, and as it was known on a day."""

from django.http import HttpResponse

from shibosi.kernel.words import translate
from shibosi.pages.files import file_wanted, public_file
from shibosi.pages.filters import Day, Filters
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.reading.plots import through_time
from shibosi.portal.reading.rows import COLUMNS, Row, rows
from shibosi.portal.visits.keeping import today
from shibosi.standard.law.book import book
from shibosi.standard.law.schemas import SCHEMAS
from shibosi.telling.searched import called

FILTERS = Filters(Day("day", "As of"), Day("known", "As known on"))


@page("law/values/<path:series>/", EVERYBODY)
def fact(request: Asked, series: str) -> HttpResponse:
    """A value: what is in force on a day, all versions, every row ever recorded. Raises UnknownFact."""
    chosen = FILTERS.read(request.GET)
    day, known_on = chosen["day"] or today(), chosen["known"]
    line, recorded = book().history(series), book().corrections(series)
    if file_wanted(request):
        return public_file(request, series.replace("/", "-"), COLUMNS, (one.cells() for one in rows(recorded, day)))
    found = book().as_of(series, day, known_on)
    return show(
        request, "portal/fact.html", name=series, called=called(series), chosen=chosen, day=day, known_on=known_on,
        table=translate(SCHEMAS[line[0].table].label), kind=line[0].table, now=Row(found, day) if found else None,
        versions=rows(line, day), recorded=rows(recorded, day) if len(recorded) > len(line) else [],
        plot=through_time(line, today()),
    )  # fmt: skip
