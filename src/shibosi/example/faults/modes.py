"""Ways of travelling: the mode of the list, and what each mode asks for and forbids."""

import polars as pl

from shibosi.domains.customs.records import CustomsList, ListLine
from shibosi.domains.logistics.records import Waybill
from shibosi.example.documents.lists import SIMPLE
from shibosi.example.documents.sheet import stamped, written
from shibosi.example.faults.base import BONDED, DIRECT, PLAIN, SERVICE, ZONE_EXPORT, Theme, broken, undetermined
from shibosi.example.firms import of
from shibosi.example.papers import FIRST_LINE, Papers

FAULTS = Theme()
RETAIL = pl.col("mode") == 3
OUT_OF_ZONE = pl.col("mode").is_in([3, 5, 6])
IN_DOLLARS = pl.col("currency") == "502"


@FAULTS.fault(RETAIL & PLAIN, broken("mode_fits_the_order_type"))
def retail_export_declared_as_b2b(papers: Papers) -> None:
    """A retail export was declared under the mode for sales to businesses."""
    papers.edit(CustomsList, mode="9710")


@FAULTS.fault(DIRECT & PLAIN, broken("mode_fits_the_order_type"), share=0.6)
def import_declared_under_an_export_mode(papers: Papers) -> None:
    """An import was declared under the mode for overseas warehouses."""
    papers.edit(CustomsList, mode="9810")


@FAULTS.fault(DIRECT & PLAIN, broken("direct_import_names_the_transport"))
def flight_left_blank(papers: Papers) -> None:
    """The list of a direct import does not name the flight."""
    papers.edit(CustomsList, voyage=None)


@FAULTS.fault(DIRECT & PLAIN, broken("direct_import_names_the_transport"), share=0.6)
def bill_left_blank(papers: Papers) -> None:
    """The list of a direct import by air has no air waybill."""
    papers.edit(CustomsList, bill_number=None)


@FAULTS.fault(DIRECT & PLAIN, broken("direct_import_has_no_account_book"), share=0.6)
def direct_import_with_account_book(papers: Papers) -> None:
    """The list of a direct import names a bonded account book."""
    papers.edit(CustomsList, account_book="T2244W000001")


@FAULTS.fault(BONDED & PLAIN, broken("bonded_import_names_the_zone"))
def bonded_import_without_account_book(papers: Papers) -> None:
    """The list of a bonded import names no account book."""
    papers.edit(CustomsList, account_book=None)


@FAULTS.fault(BONDED & PLAIN, broken("bonded_import_names_the_zone"), share=0.6)
def bonded_line_without_item_record(papers: Papers) -> None:
    """A line of a bonded import names no item of the account book."""
    papers.edit(ListLine, FIRST_LINE, item_record=None)


@FAULTS.fault(BONDED & PLAIN, broken("bonded_import_has_no_transport"), share=0.6)
def bonded_import_from_abroad(papers: Papers) -> None:
    """The list of a bonded import says that the goods came from Japan."""
    papers.edit(CustomsList, country="116")


@FAULTS.fault(BONDED & PLAIN, broken("bonded_import_has_no_transport"), share=0.6)
def bonded_import_with_flight(papers: Papers) -> None:
    """The list of a bonded import names a flight."""
    papers.edit(CustomsList, vehicle="CA837", voyage="CA837")


@FAULTS.fault(ZONE_EXPORT & PLAIN, broken("zone_export_names_the_zone"), share=0.6)
def zone_export_without_warehouse(papers: Papers) -> None:
    """The list of an export from a zone names no warehouse firm."""
    papers.edit(CustomsList, zone_firm_code=None, zone_firm_name=None)


@FAULTS.fault(ZONE_EXPORT & PLAIN, broken("zone_export_names_the_zone"), share=0.6)
def zone_export_line_without_item_record(papers: Papers) -> None:
    """A line of an export from a zone names no item of the account book."""
    papers.edit(ListLine, FIRST_LINE, item_record=None)


@FAULTS.fault(
    RETAIL & PLAIN & ~IN_DOLLARS & (pl.col("value") > 500_000), broken("simplified_export_stays_small"), share=0.6
)
def dear_export_declared_simply(papers: Papers) -> None:
    """An export worth more than 5000 yuan was declared in the simplified way."""
    papers.edit(CustomsList, filing="A")


@FAULTS.fault(OUT_OF_ZONE & PLAIN & IN_DOLLARS, undetermined("simplified_export_stays_small"), share=0.6)
def dollar_export_declared_simply(papers: Papers) -> None:
    """An export in dollars was declared in the simplified way; what it is worth in yuan nobody says."""
    papers.edit(CustomsList, filing="A")


@FAULTS.fault(SIMPLE & PLAIN, broken("simplified_export_has_no_licence"), share=0.6)
def simple_export_with_licence(papers: Papers) -> None:
    """An export that needs a licence was declared in the simplified way."""
    papers.edit(CustomsList, licence_number="24-AB-123456")


@FAULTS.fault(SERVICE, broken("services_need_no_customs"), share=0.6)
def service_with_a_waybill(papers: Papers) -> None:
    """A carrier reported a parcel for a service or a digital product."""
    rows = papers.head
    _, parcels = written(
        Waybill, rows, carrier_code=of("carrier", "code", "carrier"), carrier_name=of("carrier", "name", "carrier"),
        number=pl.lit("FW") + pl.col("number"), order_number=pl.col("number"), report_type="1",
        reported_at=stamped("carried"), report_status="2", currency="142", freight=pl.lit(800_000),
        weight=pl.lit(10_000), packages=pl.lit(1), consignee=pl.col("receiver"),
        consignee_address=pl.col("receiver_address"), consignee_phone=pl.col("receiver_phone"),
    )  # fmt: skip
    papers.keep(Waybill, parcels)
