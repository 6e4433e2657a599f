"""Waybills: the wrong number, the wrong carrier, one parcel for two orders, the wrong weight."""

import polars as pl

from shibosi.domains.customs.records import CustomsList
from shibosi.domains.logistics.records import Waybill
from shibosi.example.faults.base import (
    CARRIER_STANDS,
    EXPORT,
    IMPORT,
    PARCEL,
    PARCEL_OF_WAYBILL,
    PLAIN,
    Theme,
    broken,
    undetermined,
)
from shibosi.example.firms import of
from shibosi.example.papers import Papers, twice_the_last

FAULTS = Theme()
OTHER_CARRIER = (pl.col("head_carrier") + 1) % 8


@FAULTS.fault(IMPORT & PLAIN, broken("waybill_is_the_one_listed"))
def waybill_number_mistyped_in_list(papers: Papers) -> None:
    """The declarant typed the last digit of the waybill number twice."""
    papers.edit(CustomsList, waybill_number=twice_the_last("waybill_number"))


@FAULTS.fault(IMPORT & PLAIN & ~CARRIER_STANDS, broken("waybill_is_the_one_listed"), share=0.6)
def list_names_another_carrier(papers: Papers) -> None:
    """The list names another carrier than the one that has the parcel."""
    papers.edit(
        CustomsList,
        carrier_code=of("carrier", "code", OTHER_CARRIER),
        carrier_name=of("carrier", "name", OTHER_CARRIER),
    )


@FAULTS.fault(EXPORT & PLAIN, broken("listed_waybill_was_reported", key=PARCEL))
def waybill_number_mistyped_in_export_list(papers: Papers) -> None:
    """The declarant typed the last digit of the waybill number of an export twice."""
    papers.edit(CustomsList, waybill_number=twice_the_last("waybill_number"))


@FAULTS.fault(
    IMPORT & PLAIN & ~CARRIER_STANDS,
    [*broken("waybill_is_the_one_listed"), *broken("waybill_is_used_once", key=PARCEL)],
    size=2, lends=True,
)  # fmt: skip
def waybill_of_another_order(papers: Papers) -> None:
    """The list names the waybill of another order, to let goods in that never travelled."""
    papers.borrow(CustomsList, "carrier_code", "carrier_name", "waybill_number")


@FAULTS.fault(
    EXPORT & PLAIN,
    broken("waybill_is_used_once", "export_weight_is_near_the_list", key=PARCEL),
    size=2, lends=True, share=0.6,
)  # fmt: skip
def export_waybill_of_another_order(papers: Papers) -> None:
    """An export list names the waybill of another order, although the goods are far heavier."""
    papers.borrow(CustomsList, "carrier_code", "carrier_name", "waybill_number")
    heaviest = pl.col("gross_weight").max().over("head_group")
    papers.edit(CustomsList, pl.col("head_seat") > 0, gross_weight=heaviest * 3)


@FAULTS.fault(EXPORT & PLAIN, broken("export_weight_is_near_the_list", key=PARCEL))
def export_parcel_twice_as_heavy(papers: Papers) -> None:
    """The carrier of an export weighed twice what the list says."""
    papers.edit(Waybill, weight=pl.col("weight") * 2)


@FAULTS.fault(EXPORT & PLAIN, broken("waybill_has_weight_and_pieces", key=PARCEL_OF_WAYBILL))
def empty_waybill(papers: Papers) -> None:
    """The carrier of an export sent the waybill before the parcel came: it counts none."""
    papers.edit(Waybill, packages=0)


@FAULTS.fault(
    IMPORT & PLAIN,
    [
        *broken("waybill_weight_is_near_the_list"),
        *broken("waybill_has_weight_and_pieces", key=PARCEL_OF_WAYBILL),
    ],
    share=0.6,
)
def parcel_never_weighed(papers: Papers) -> None:
    """The carrier of an import did not weigh the parcel: the waybill says nought kilograms."""
    papers.edit(Waybill, weight=0)


@FAULTS.fault(EXPORT & PLAIN, undetermined("waybill_has_weight_and_pieces", key=PARCEL_OF_WAYBILL), share=0.6)
def parcels_not_counted(papers: Papers) -> None:
    """The waybill of an export does not say how many parcels there are."""
    papers.edit(Waybill, packages=None)
