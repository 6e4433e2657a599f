"""Days and times as people and systems write them: what is read, and what is refused rather than guessed."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.columns import EPOCH
from shibosi.kernel.tests.builders import Sheet
from shibosi.kernel.tests.cells import UNREADABLE, one, read


@pytest.mark.parametrize(
    "cell",
    [
        "2025-03-04", "2025/03/04", "2025/3/4", "2025.3.4", "20250304", "2025年3月4日", "2025年03月04日", "2025-3-4",
        "２０２５－０３－０４", " 2025-03-04 ", "2025-03-04 00:00:00", "2025-03-04 00:00:00.000", "2025-03-04T00:00:00",
        "2025/3/4 0:00", "2025-03-04 00:00",
    ],
)  # fmt: skip
def test_days(cell: str) -> None:
    assert one("signed_on", cell) == date(2025, 3, 4)


@pytest.mark.parametrize(
    "cell",
    [
        "03/04/2025", "4/3/2025", "04.03.2025", "25-03-04", "2025-04", "202534", "2025-13-01", "20251301", "2025-02-30",
        "2025-02-29", "1900-02-29", "0001-01-01", "00010101", "1900-12-31", "2100-01-01", "9999-12-31", "99991231",
        "45720", "2025-03-04 10:20:30", "today", "2025-03-04-", "2025-03-04Z", "4 March 2025", "2025-00-10",
    ],
)  # fmt: skip
def test_days_that_are_none_or_could_be_two(cell: str) -> None:
    assert one("signed_on", cell) == UNREADABLE


@given(
    st.dates(date(1901, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y年%m月%d日"])
)
def test_every_day_survives_text_and_back(day: date, form: str) -> None:
    assert one("signed_on", day.strftime(form)) == day


def test_leap_days() -> None:
    told = ["1904-02-29", "2000-02-29", "2024-02-29", "20240229", "2023-02-29", "2025/2/29", "2096-02-29"]
    assert [found != UNREADABLE for found in read("signed_on", *told)] == [True, True, True, True, False, False, True]


@pytest.mark.parametrize(
    ("cell", "dtype", "day"),
    [
        (date(2025, 3, 4), pl.Date(), date(2025, 3, 4)),
        (date(1, 1, 1), pl.Date(), UNREADABLE),
        (date(9999, 12, 31), pl.Date(), UNREADABLE),
        (datetime(2025, 3, 4, 23), pl.Datetime("us"), date(2025, 3, 4)),
        (datetime(2025, 3, 4, 23, tzinfo=UTC), pl.Datetime("us", "UTC"), date(2025, 3, 5)),
        (datetime(1, 1, 1), pl.Datetime("us"), UNREADABLE),
        (20250304, pl.Int64(), date(2025, 3, 4)),
        (20250304.0, pl.Float64(), date(2025, 3, 4)),
        (45720, pl.Int64(), UNREADABLE),
        (float("nan"), pl.Float64(), UNREADABLE),
        (time(1, 2), pl.Time(), UNREADABLE),
    ],
)
def test_typed_days(cell: Any, dtype: pl.DataType, day: Any) -> None:
    assert one("signed_on", cell, dtype=dtype) == day


def utc(*parts: int) -> datetime:
    """A moment in Greenwich."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2025-03-04 10:20:30", utc(2025, 3, 4, 2, 20, 30)),
        ("2025-03-04T10:20:30", utc(2025, 3, 4, 2, 20, 30)),
        ("20250304102030", utc(2025, 3, 4, 2, 20, 30)),
        ("20250304102030123", utc(2025, 3, 4, 2, 20, 30, 123_000)),
        ("20250304T102030", utc(2025, 3, 4, 2, 20, 30)),
        ("20250304 1020", utc(2025, 3, 4, 2, 20)),
        ("202503041020", utc(2025, 3, 4, 2, 20)),
        ("2025-03-04", utc(2025, 3, 3, 16)),
        ("20250304", utc(2025, 3, 3, 16)),
        ("2025/3/4 9:05", utc(2025, 3, 4, 1, 5)),
        ("2025/3/4 9:05:06", utc(2025, 3, 4, 1, 5, 6)),
        ("2025年3月4日10:20:30", utc(2025, 3, 4, 2, 20, 30)),
        ("2025年3月4日 9:05", utc(2025, 3, 4, 1, 5)),
        ("2025-03-04 10:20:30.5", utc(2025, 3, 4, 2, 20, 30, 500_000)),
        ("2025-03-04 10:20:30.123456789", utc(2025, 3, 4, 2, 20, 30, 123_456)),
        ("2025-03-04T10:20:30Z", utc(2025, 3, 4, 10, 20, 30)),
        ("2025-03-04T10:20:30+08:00", utc(2025, 3, 4, 2, 20, 30)),
        ("2025-03-04 10:20:30 +0800", utc(2025, 3, 4, 2, 20, 30)),
        ("2025-03-04T10:20:30-05:30", utc(2025, 3, 4, 15, 50, 30)),
        ("2025-03-04T10:20:30+14:00", utc(2025, 3, 3, 20, 20, 30)),
        ("２０２５－０３－０４ １０：２０：３０", utc(2025, 3, 4, 2, 20, 30)),
        ("2024-02-29 23:59:59", utc(2024, 2, 29, 15, 59, 59)),
    ],
)
def test_times_without_a_zone_are_of_the_column_with_one_of_their_own(cell: str, moment: datetime) -> None:
    assert one("sent_at", cell) == moment


def test_one_column_may_mix_zones() -> None:
    told = ["2025-03-04 10:20:30", "2025-03-04T10:20:30Z", "2025-03-04T10:20:30-05:00", None]
    hours = [found and found.hour for found in read("sent_at", *told, zone="Europe/Berlin")]
    assert hours == [9, 10, 15, None]


@pytest.mark.parametrize(
    "cell",
    [
        "202511", "2025111", "20251", "2025110410", "20251104102", "2025-11-04 10", "2025-11-0410:20", "10:20:30",
        "2025-02-29 00:00:00", "2025-02-30", "2025-13-01 00:00", "2025-03-04 24:00:00", "2025-03-04 23:60:00",
        "2025-03-04 23:59:60", "03/04/2025 10:20", "4/3/2025", "1741083630", "1741083630000", "0001-01-01 00:00:00",
        "1900-12-31 23:59:59", "2100-01-01 00:00:00", "9999-12-31 23:59:59", "2025-03-04 10:20:30 CST",
        "2025-03-04T10:20:30+99:99", "2025-03-04T10:20:30+14:01", "2025-03-04 10:20 PM", "now", "1986-05-04 02:30:00",
    ],
)  # fmt: skip
def test_times_that_are_none_or_would_be_guessed(cell: str) -> None:
    assert one("sent_at", cell) == UNREADABLE


@given(
    st.datetimes(datetime(1901, 1, 2), datetime(2099, 12, 30)), st.sampled_from(["Asia/Shanghai", "UTC", "Asia/Tokyo"])
)
def test_every_moment_survives_text_and_back(naive: datetime, zone: str) -> None:
    moment = naive.replace(tzinfo=ZoneInfo("UTC"))
    column = Sheet.columns["sent_at"]
    assert one("sent_at", moment.isoformat()) == moment
    assert one("sent_at", f"{moment:%Y%m%d%H%M%S%f}", zone="UTC") == moment
    assert column.seen(column.stored(moment)) == moment
    local = moment.astimezone(ZoneInfo(zone))
    if local.year < 2100 and local.utcoffset() is not None and local.utcoffset().seconds % 60 == 0:  # type: ignore[union-attr]
        assert one("sent_at", local.isoformat()) == moment


@pytest.mark.parametrize(
    ("cell", "dtype", "moment"),
    [
        (datetime(2025, 3, 4, 10), pl.Datetime("ms"), utc(2025, 3, 4, 2)),
        (utc(2025, 3, 4, 10), pl.Datetime("us", "UTC"), utc(2025, 3, 4, 10)),
        (utc(2025, 3, 4, 10), pl.Datetime("ns", "Asia/Tokyo"), utc(2025, 3, 4, 10)),
        (datetime(1, 1, 1), pl.Datetime("us"), UNREADABLE),
        (utc(9999, 12, 31), pl.Datetime("us", "UTC"), UNREADABLE),
        (date(2025, 3, 4), pl.Date(), utc(2025, 3, 3, 16)),
        (20250304102030, pl.Int64(), utc(2025, 3, 4, 2, 20, 30)),
        (1741083630.0, pl.Float64(), UNREADABLE),
    ],
)
def test_typed_times(cell: Any, dtype: pl.DataType, moment: Any) -> None:
    assert one("sent_at", cell, dtype=dtype) == moment


def test_instants_are_stored_as_microseconds() -> None:
    assert Sheet.columns["sent_at"].stored(EPOCH.replace(microsecond=5)) == 5
