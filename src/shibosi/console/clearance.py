"""What stands where with customs, of stored documents; to each firm its own."""

from django.http import HttpResponse

from shibosi.methods.messages.overview import overview
from shibosi.pages import clearing
from shibosi.pages.files import file_wanted, rows_as_file
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store.reading import clearance as reading
from shibosi.store.zones import HOUSE

COLUMNS = ["Message", "Number", "State", "Since", "Hours", "What customs says", "Next step"]


@page("clearance/", "documents.read", Entry("At customs", Group.REVIEW, 66, "overview"))
def clearance(request: Asked) -> HttpResponse:
    """Documents by state, what waits, what is held, what is to be put right."""
    now = request.viewer.now.astimezone(HOUSE).replace(tzinfo=None)
    found = clearing.shown(overview(reading.clearance(request.viewer), now, clearing.late_after(now)))
    if file_wanted(request):
        rows = [one for _, _, some in found["lists"] for one in some]
        cells = ([one["message"], one["number"], one["state"], one["since"], one["hours"], one["says"], one["step"]]
                 for one in rows)  # fmt: skip
        return rows_as_file(request, "clearance", COLUMNS, cells, len(rows))
    return show(request, "console/clearance.html", most=reading.MOST, **found)
