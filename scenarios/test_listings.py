"""A set of listings with seeded faults: exactly these are found; what cannot be read is answered by field.

Every listing is one no control objects to, under a number of its own, in which one thing is changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from scenarios.telling import as_csv, check, found, problems, tables_of
from shibosi.domains.catalogue.records import ListingAttribute
from shibosi.domains.catalogue.tests.builders import a_listing, measure, papers, papers_but
from shibosi.domains.catalogue.tests.templates import TEMPLATES
from shibosi.domains.pricing.tests.builders import an_offer

AS_OF = "2026-06-30"
FIRM = "91330100MA2ABCDE1R"
OPEN = {"undetermined", "broken"}


@dataclass(frozen=True)
class Seeded:
    """What is changed in a listing, and which controls are broken by it; `open`: which cannot be decided."""

    changes: dict[str, Any] = field(default_factory=dict)
    broken: frozenset[str] | set[str] = frozenset()
    open: frozenset[str] | set[str] = frozenset()


def titled(title: str, *broken: str) -> Seeded:
    return Seeded({"listing": {"title": title}}, set(broken))


SET = {
    "as it should be": Seeded(),
    "full-width and innocent": titled("ＨＰ－１０ Bluetooth headphones, best before use"),
    "a banned good": titled("炸药 headphones black HP-10", "texts_offer_nothing_banned"),
    "its characters in parts": titled("火乍药 headphones black HP-10", "texts_offer_nothing_banned"),
    "with signs nobody sees": titled("炸\u200b药 headphones black HP-10", "texts_offer_nothing_banned"),
    "in pinyin: a guess, for review": titled("zhayao headphones black HP-10", "texts_have_no_term_to_look_at"),
    "a telephone number": titled("headphones black HP-10 13812345678", "texts_hold_no_contact_data"),
    "a name in a messenger": titled("headphones HP-10 VX:shop8888", "texts_hold_no_contact_data"),
    "a claim of nature": titled("eco-friendly headphones HP-10", "texts_have_no_term_to_look_at"),
    "markup and a script": titled("<b>headphones</b> HP-10 <script>alert(1)</script>"),
    "emoji and private use": titled("🎧🎧 headphones \ue000\uf8ff HP-10"),
    "without the CE mark": Seeded({"listing_paper": papers_but("REQ-005")}, {"papers_of_the_market_are_at_hand"}),
    "whose label is not proven": Seeded({"listing_paper": papers_but("REQ-028")}, {"labels_of_the_market_are_proven"}),
    "nobody says whether it has a battery": Seeded(
        {
            "listing_attribute": [row for row in TEMPLATES[ListingAttribute] if row["attribute"] != "has_battery"],
            "listing_paper": papers_but("REQ-011"),
        },
        open={"papers_of_the_market_are_at_hand"},
    ),
    "an operator elsewhere": Seeded({"listing": {"operator_country": "GB"}}, {"operator_in_the_market_is_named"}),
    "a paper suspended": Seeded(
        {"listing_paper": papers("REQ-005", status="suspended")}, {"papers_of_the_market_are_at_hand"}
    ),
    "a unit misspelt": Seeded(
        {"listing_attribute": measure(unit="Wat")},
        {"units_are_legal_in_the_market", "other_units_are_international", "remaining_units_are_of_the_source"},
    ),
}


def named(number: int) -> str:
    return f"L-{number:03d}"


def files(folder, seeded: Iterable[Seeded], change=lambda kind, number, row: row):
    """The listings as CSV files, a file a kind."""
    rows: dict[str, list[dict[str, str]]] = {}
    for at, one in enumerate(seeded):
        for kind, own in tables_of(a_listing(**one.changes)).items():
            for row in own:
                text = {name: value for name, value in row.items() if value is not None}
                key = "number" if kind == "listing" else "listing_number"
                rows.setdefault(kind, []).append(change(kind, at, {**text, key: named(at)}))
    folder.mkdir()
    for kind, some in rows.items():
        (folder / f"{kind}.csv").write_text(as_csv(some), encoding="utf-8")
    return folder


def by_listing(run, outcome):
    return {(key.split("/")[1], control) for key, control, one in found(run) if one == outcome and "/L-" in key}


def test_exactly_the_seeded_faults_are_found(tmp_path):
    said, run = check(files(tmp_path / "in", SET.values()), tmp_path / "run", as_of=AS_OF)
    numbered = {named(at): one for at, one in enumerate(SET.values())}
    base = by_listing(check(files(tmp_path / "sound", [Seeded()]), tmp_path / "one", as_of=AS_OF)[1], "undetermined")
    assert by_listing(run, "broken") == {(number, name) for number, one in numbered.items() for name in one.broken}
    always = {(number, name) for number in numbered for _, name in base}
    assert by_listing(run, "undetermined") == always | {
        (number, name) for number, one in numbered.items() for name in one.open
    }
    assert said.status == 1 and not problems(run)


WRONG = [
    ("listing", "version", "two"), ("listing", "age_to", "old"), ("listing", "age_to", "9" * 30),
    ("listing", "published_at", "yesterday"), ("listing_attribute", "holds", "maybe"),
    ("listing_attribute", "number", "ten"), ("listing_paper", "valid_until", "2026-02-30"),
]  # fmt: skip
"""A value of the wrong type in each of some listings: kind, column, text."""


def test_values_of_the_wrong_type_are_answered_by_field(tmp_path):
    def spoilt(kind, number, row):
        return {**row, WRONG[number][1]: WRONG[number][2]} if number < len(WRONG) and kind == WRONG[number][0] else row

    folder = files(tmp_path / "in", [Seeded()] * (len(WRONG) + 1), spoilt)
    said, run = check(folder, tmp_path / "run", as_of=AS_OF)
    told = {(one["file"], one["place"].rpartition(" ")[2], one["facts"]["found"]) for one in problems(run)}
    assert told == {(f"{kind}.csv", column, text) for kind, column, text in WRONG}
    assert said.status == 2 and not [key for key, _ in by_listing(run, "broken") if key == named(len(WRONG))]


TITLES = {
    "好" * 50_000: set(),
    "好" * 50_000 + "炸药": {"texts_offer_nothing_banned"},
    "wordy " * 331 + "13812345678": {"texts_hold_no_contact_data"},
    "=HYPERLINK(1)": set(),
    "\u202eheadphones\u202c": set(),
    "": set(),
}


def test_odd_titles_are_read_and_nothing_is_lost(tmp_path):
    folder = files(tmp_path / "in", map(titled, TITLES))
    run = check(folder, tmp_path / "run", as_of=AS_OF)[1]
    texts = {(key, name) for key, name in by_listing(run, "broken") if name.startswith("texts_")}
    assert texts == {(named(at), name) for at, some in enumerate(TITLES.values()) for name in some}
    assert not problems(run)


def test_a_file_in_another_encoding_is_read_too(tmp_path):
    folder = files(tmp_path / "in", [titled("炸药与耳机 headphones HP-10 黑色，蓝牙，头戴式")])
    listing = folder / "listing.csv"
    listing.write_bytes(listing.read_text(encoding="utf-8").encode("gb18030"))
    run = check(folder, tmp_path / "run", as_of=AS_OF)[1]
    assert ("L-000", "texts_offer_nothing_banned") in by_listing(run, "broken") and not problems(run)


PRICES = {"0": "broken", "-5": "broken", str(10**18): "amount", "cheap": "amount", "XXX": "undetermined"}
"""What stands for a price, or its currency, and how it is answered: by an outcome, or by the field."""


def test_prices_that_are_none_are_answered(tmp_path):
    rows: dict[str, list[dict[str, str]]] = {}
    for at, text in enumerate(PRICES):
        for kind, own in tables_of(an_offer()).items():
            for row in own:
                said = {name: value for name, value in row.items() if value is not None}
                spoil = {"currency" if text == "XXX" else "amount": text} if said.get("number") == "2" else {}
                rows.setdefault(kind, []).append({**said, **spoil, "listing_number": named(at)})
    (tmp_path / "in").mkdir()
    for kind, some in rows.items():
        (tmp_path / "in" / f"{kind}.csv").write_text(as_csv(some), encoding="utf-8")
    run = check(tmp_path / "in", tmp_path / "run", as_of=AS_OF)[1]
    assert {one["facts"]["found"] for one in problems(run)} == {text for text in PRICES if PRICES[text] == "amount"}
    for at, (text, answer) in enumerate(PRICES.items()):
        outcomes = {outcome for key, _, outcome in found(run) if f"/{named(at)}/" in key}
        assert (answer if answer in OPEN else "undetermined") in outcomes, text
