"""The truth holds: a second reader of the sentences, in plain Python, finds the same."""

from datetime import date

import polars as pl
import pytest

from shibosi.example.part import make_part
from shibosi.example.tests.oracle_other import judge_all


def judged(part):
    """What the second reader finds on a part."""
    return judge_all({kind: frame.drop("at").to_dicts() for kind, frame in part.frames.items()})


def truth(part):
    """What the generator says."""
    return {
        (dossier, key, control): outcome
        for dossier, key, control, outcome in part.truth.select("dossier", "key", "control", "outcome").iter_rows()
    }


@pytest.mark.parametrize("seed", [1, 20261001])
def test_truth_lists_exactly_what_a_second_reader_finds(seed):
    part = make_part(seed, 0, 6000, 0.5)
    found, told = judged(part), truth(part)
    assert len(told) > 3000
    assert {finding: outcome for finding, outcome in found.items() if told.get(finding) != outcome} == {}
    assert {finding: outcome for finding, outcome in told.items() if found.get(finding) != outcome} == {}


def test_without_faults_nothing_is_found():
    part = make_part(3, 2, 5000, 0)
    assert judged(part) == {}
    assert part.truth.is_empty()


def test_each_finding_is_told_once_with_its_story():
    told = make_part(1, 0, 6000, 0.5).truth
    assert told.select(pl.struct("dossier", "key", "control").n_unique()).item() == len(told)
    assert told["fault"].str.ends_with(".").all()
    assert set(told["outcome"]) == {"broken", "undetermined"}


def test_keys_of_the_truth_stand_in_the_documents():
    part = make_part(5, 1, 6000, 0.5)

    def keys(kind, *columns):
        frame = part.frames[kind].select(
            pl.concat_str([pl.col(name).cast(pl.String) for name in columns], separator="/")
        )
        return set(frame.to_series().drop_nulls())

    listed = part.frames["customs_list"]
    years = listed.select(pl.col("buyer_id") + "/" + pl.col("declared_on").dt.year().cast(pl.String)).to_series()
    days = listed.select(pl.concat_str("buyer_id", pl.col("declared_on").cast(pl.String), separator="/")).to_series()
    numbers = [
        keys(kind, name)
        for kind, name in [
            ("order", "number"), ("payment", "order_number"), ("waybill", "order_number"),
            ("customs_list", "order_number"), ("answer", "order_number"),
        ]
    ]  # fmt: skip
    known = {
        "order": set().union(*numbers),
        "parcel": keys("customs_list", "carrier_code", "waybill_number") | keys("waybill", "carrier_code", "number"),
        "payment": keys("payment", "firm_code", "number") | keys("order", "payment_firm_code", "payment_number"),
        "document": set().union(*(keys(kind, "guid") for kind in ("order", "payment", "waybill", "customs_list"))),
        "buyer-year": set(years),
        "buyer-day": set(days),
        "return": keys("customs_return", "customs_number"),
        "return-line": keys("return_line", "customs_number", "line_number"),
    }
    assert set(part.truth["dossier"]) == set(known)
    for dossier, key in part.truth.select("dossier", "key").iter_rows():
        assert key in known[dossier]


def test_hard_cases_occur_that_are_no_findings():
    part = make_part(1, 0, 30_000, 0.05)
    orders, lines, lists = part.frames["order"], part.frames["list_line"], part.frames["customs_list"]
    imports = part.orders.filter(pl.col("mode") <= 2)
    assert imports.filter("piece")["value"].is_between(500_001, 2_600_000).all()
    assert imports.filter("piece").height > 20
    assert lines.group_by("order_number").len()["len"].max() == 30
    assert lines.filter(pl.col("price") == 0).height > 20
    assert lists.filter((pl.col("transport_mode") == "6") & pl.col("bill_number").is_null()).height > 20
    assert orders.filter(pl.col("report_type") == "2").height > 5
    assert orders.is_duplicated().sum() > 5
    assert part.frames["waybill"].filter(pl.col("report_type") == "3").height > 5
    assert set(part.harmless) >= {"return_brings_buyer_below_the_limit", "buyer_just_below_the_yearly_limit"}


def test_collections_end_where_the_duty_ended():
    part = make_part(2, 0, 20_000, 0.05)
    lists = part.frames["customs_list"].select("order_number", "declared_on")
    days = part.frames["collection"].join(lists, on="order_number")["declared_on"]
    assert days.max() <= date(2024, 12, 14)
    assert len(days) > 300


def test_modes_come_in_the_shares_wanted():
    mode = make_part(4, 0, 50_000, 0.05).orders["mode"]
    for place, share in enumerate([0.40, 0.25, 0.05, 0.12, 0.03, 0.05, 0.05, 0.03, 0.01, 0.01]):
        assert abs((mode == place).mean() - share) < 0.01
