"""What stands where with customs, of stored documents, however many; to each firm its own."""

from django.http import HttpResponse

from shibosi.methods.messages.kinds import kind
from shibosi.methods.messages.overview import SHOWN, listed, overview, placed_at
from shibosi.pages import clearing
from shibosi.pages.files import CSV, file_wanted, rows_as_file
from shibosi.pages.filters import Choice, Filters
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store.reading import clearance as reading
from shibosi.store.zones import HOUSE

COLUMNS = ["Message", "Number", "State", "Since", "Hours", "What customs says", "Next step"]
ALL = "all"
DAYS = {"1": "today and yesterday", "7": "7 days", "30": "30 days", "365": "a year", ALL: "all days"}
FILTERS = Filters(
    Choice("days", "Reported within", among=DAYS, given="30"),
    Choice("message", "Message", among=lambda: {one: f"{one} {kind(one).code.name}" for one in reading.MESSAGES},
           translated=False),
    Choice("stands", "In which state", among=clearing.TITLES),
)  # fmt: skip


@page("clearance/", "documents.read", Entry("At customs", Group.REVIEW, 66, "overview"))
def clearance(request: Asked) -> HttpResponse:
    """Documents by state, what waits, what is held, what is to be put right; all of them as a file."""
    chosen = FILTERS.read(request.GET)
    now = request.viewer.now.astimezone(HOUSE).replace(tzinfo=None)
    late = clearing.late_after(now)
    wanted = reading.Wanted(chosen["message"] or "", None if chosen["days"] in (None, ALL) else int(chosen["days"]))
    found = (one for one in reading.clearance(request.viewer, wanted)
             if chosen["stands"] in (None, listed(one)))  # fmt: skip
    if file_wanted(request):
        rows = (clearing.row(placed_at(one, now, late)) for one in found)
        cells = ([one["message"], one["number"], one["state"], one["since"], one["hours"], one["says"], one["step"]]
                 for one in rows)  # fmt: skip
        return rows_as_file(request, "clearance", COLUMNS, cells)
    address = request.GET.copy()
    address["file"] = CSV
    return show(
        request, "console/clearance.html", chosen=chosen, most=SHOWN, file=address.urlencode(),
        **clearing.shown(overview(found, now, late)),
    )  # fmt: skip
