"""The register: what is in it, in which order, and what it refuses."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.standard import errors, register
from shibosi.standard.files import HERE
from shibosi.standard.vocabulary import PARTIES, SYSTEMS

CJK = re.compile(r"[一-鿿]")
ORIGIN = "# made for a test, today"


def test_the_standard_has_475_items() -> None:
    assert len(register.clauses()) == 475
    assert Counter(one.mode for one in register.clauses().values()) == {
        "executed": 271,
        "workflow": 128,
        "evidenced": 72,
        "informative": 4,
    }


def test_every_party_and_every_system_has_items() -> None:
    assert {one.party for one in register.clauses().values()} == set(PARTIES)
    assert {one.system for one in register.clauses().values()} == set(SYSTEMS)
    assert len(PARTIES) == 13


def test_the_companion_texts_have_167_rows_and_five_shared_ideas() -> None:
    found = Counter(one.text for one in register.companions().values())
    assert found == {"000": 85, "002": 38, "003": 24, "004": 20, "all": 5}
    assert {f"000-T{n}" for n in range(1, 11)} <= set(register.companions())


def test_every_item_speaks_both_languages() -> None:
    texts = [(one.id, one.gist_en, one.gist_zh) for one in register.items().values()]
    texts += [(one.id, one.verify_en, one.verify_zh) for one in register.companions().values()]
    assert [id for id, _, chinese in texts if not CJK.search(chinese)] == []
    assert [id for id, english, _ in texts if CJK.search(english)] == []


def test_the_standards_own_headings_are_not_shipped() -> None:
    assert all("heading" not in column for column in register.CLAUSE_COLUMNS)


@pytest.mark.parametrize("name", ["clauses.csv", "companions.csv"])
def test_numbers_are_quoted_so_that_6_10_stays_6_10(name: str) -> None:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert all(line.startswith('"') for line in lines[1:])


def test_gists_follow_the_language_in_use(chinese: None) -> None:
    assert register.item("7.2.3.1-a").gist == "货损率不高于0.05%"
    assert register.companions()["000-01"].verify.startswith("缺商标号")


@pytest.mark.parametrize(
    ("story", "numbers"),
    [
        ("sections count on past nine", ["4.9.2-c", "4.10-a", "4.11.1-a"]),
        ("chapters count on past nine", ["9.4.6", "10.1.1-a", "11", "12-a"]),
        ("letters follow each other", ["4.2.1.3-a", "4.2.1.3-b", "4.2.1.4-a"]),
        ("steps follow their letter", ["5.6.3-b", "5.6.3-b-1", "5.6.3-b-2", "5.6.4-a"]),
        ("what hangs on a heading comes before its subheadings", ["9.4", "9.4-a", "9.4.1"]),
        ("table rows follow the numbered ones", ["000-01", "000-75", "000-T1", "000-T9", "000-T10", "002-01"]),
    ],
)
def test_natural_order(story: str, numbers: list[str]) -> None:
    backwards = list(reversed(numbers))
    assert sorted(backwards, key=register.order) == numbers


heading = st.lists(st.integers(1, 120), min_size=1, max_size=5)
tail = st.none() | st.tuples(st.sampled_from("abcdefghij"), st.none() | st.integers(1, 30))


@given(st.lists(st.tuples(heading, tail), max_size=8))
def test_natural_order_is_the_order_of_the_parts(parts: list[tuple[list[int], tuple[str, int | None] | None]]) -> None:
    def number(part: tuple[list[int], tuple[str, int | None] | None]) -> str:
        head, hung = part
        text = ".".join(map(str, head))
        return text if hung is None else f"{text}-{hung[0]}" + (f"-{hung[1]}" if hung[1] else "")

    by_parts = sorted(parts, key=lambda part: (part[0], ("", 0) if part[1] is None else (part[1][0], part[1][1] or 0)))
    assert sorted(map(number, parts), key=register.order) == [number(part) for part in by_parts]


def test_the_shipped_file_stands_in_natural_order() -> None:
    with (HERE / "clauses.csv").open(encoding="utf-8", newline="") as file:
        next(file)
        shipped = [row["clause"] for row in csv.DictReader(file)]
    assert shipped == list(register.clauses())


@pytest.mark.parametrize(
    ("number", "meant"),
    [
        ("4.5.1", ["4.5.1.1", "4.5.1.2", "4.5.1.3"]),
        ("5.6.3-b", ["5.6.3-b", "5.6.3-b-1", "5.6.3-b-2", "5.6.3-b-3"]),
        ("4.1", ["4.1.1-a", "4.1.1-b", "4.1.2-a", "4.1.2-b", "4.1.3", "4.1.4"]),
        ("4.7.2-c", ["4.7.2-c"]),
        ("E", ["E-1", "E-2", "E-3", "E-4", "E-5"]),
    ],
)
def test_a_citation_means_everything_under_its_number(number: str, meant: list[str]) -> None:
    assert [one.id for one in register.resolve(number)] == meant


def test_every_item_is_meant_by_its_own_number_and_by_its_parents() -> None:
    for one in register.items().values():
        assert one in register.resolve(one.id)
        if one.parent:
            assert one in register.resolve(one.parent)
            assert one in register.children(one.parent)


def test_the_chapters_share_out_all_items() -> None:
    under = [one.id for chapter in range(4, 13) for one in register.resolve(str(chapter))]
    assert under == list(register.clauses())


def test_children_are_one_step_down_only() -> None:
    assert [one.id for one in register.children("9.4")][:2] == ["9.4.1", "9.4.2"]
    assert register.children("4.7.2-c") == ()


@pytest.mark.parametrize(
    ("asked", "hint"), [("4.1.1", "4.1.1-a"), ("4.7.2c", "4.7.2-c"), ("00-75", "000-75"), ("xyz", None)]
)
def test_an_unknown_item_is_refused_with_the_nearest(asked: str, hint: str | None) -> None:
    with pytest.raises(errors.UnknownClause) as refused:
        register.item(asked)
    assert refused.value.facts == {"item": asked}
    assert refused.value.hint == hint


@pytest.mark.parametrize("ask", [register.resolve, register.children])
def test_an_unknown_number_is_refused(ask: object) -> None:
    with pytest.raises(errors.UnknownClause):
        ask("13.1")  # type: ignore[operator]


def a_clause(**changes: str) -> dict[str, str]:
    """A row the register takes; a story changes only what it is about."""
    row = {"clause": "4.1-a", "parent": "4.1", "party": "platform", "gist_en": "Do it", "gist_zh": "照办"}
    row |= {"mode": "executed", "subject": "order", "check": "done", "figures": "", "system": "orders", "by": ""}
    return row | changes


def a_companion(**changes: str) -> dict[str, str]:
    """A row of a companion text the register takes."""
    row = {"id": "000-01", "text": "000", "section": "1", "gist_en": "Do it", "gist_zh": "照办", "party": "all"}
    row |= {"mode": "executed", "system": "orders", "verify_en": "done", "verify_zh": "办妥", "by": ""}
    return row | changes


def a_file(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "made.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(ORIGIN + "\n")
        writer = csv.DictWriter(file, list(rows[0]), quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize(
    ("story", "changes", "refusal", "facts"),
    [
        ("a mode nobody knows", {"mode": "done"}, errors.UnknownWord, {"column": "mode", "found": "done"}),
        ("a party nobody knows", {"party": "buyer"}, errors.UnknownWord, {"column": "party"}),
        ("a system nobody knows", {"system": ""}, errors.UnknownWord, {"column": "system"}),
        ("an answer nobody knows", {"by": "controls"}, errors.UnknownWord, {"column": "by"}),
        ("no English", {"gist_en": ""}, errors.EmptyCell, {"column": "gist_en"}),
        ("no Chinese", {"gist_zh": ""}, errors.EmptyCell, {"column": "gist_zh"}),
        ("the same number again", {"clause": "4.1-a"}, errors.RepeatedId, {"found": "4.1-a", "before": 3}),
        ("a blank that nobody sees", {"party": "platform "}, errors.StrayBlank, {"column": "party"}),
    ],
)
def test_a_wrong_clause_is_refused_with_file_and_row(
    tmp_path: Path, story: str, changes: dict[str, str], refusal: type[errors.RegisterError], facts: dict[str, object]
) -> None:
    path = a_file(tmp_path, a_clause(), a_clause(**{"clause": "4.1-b", **changes}))
    with pytest.raises(refusal) as refused:
        register.read_clauses(path)
    assert isinstance(refused.value, errors.RegisterError)
    assert {"file": "made.csv", "row": 4, **facts}.items() <= refused.value.facts.items()


@pytest.mark.parametrize("column", ["gist_zh", "verify_en", "verify_zh", "section"])
def test_a_companion_row_needs_every_text(tmp_path: Path, column: str) -> None:
    with pytest.raises(errors.EmptyCell) as refused:
        register.read_companions(a_file(tmp_path, a_companion(**{column: ""})))
    assert refused.value.facts == {"file": "made.csv", "row": 3, "column": column}


def test_rows_are_taken_in_any_order(tmp_path: Path) -> None:
    path = a_file(tmp_path, a_clause(clause="4.10-a"), a_clause(clause="4.9-a", subject="order;payment", by="control"))
    found = register.read_clauses(path)
    assert list(found) == ["4.9-a", "4.10-a"]
    assert found["4.9-a"].subject == ("order", "payment")
    assert found["4.9-a"].by == "control"


@pytest.mark.real
def test_the_clauses_agree_with_the_working_material(source: Path) -> None:
    with (source / "clauses.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["clause"]: row for row in csv.DictReader(file)}
    assert list(rows) == list(register.clauses())
    for one in register.clauses().values():
        row = rows[one.id]
        ours = [one.parent, one.party, one.gist_en, one.gist_zh, one.mode, ";".join(one.subject), one.check, one.system]
        columns = ("parent", "party", "gist_en", "gist_zh", "mode", "subject", "check", "system")
        assert ours == [row[column] for column in columns]


@pytest.mark.real
def test_every_row_of_the_companions_is_there(source: Path) -> None:
    text = (source / "companions.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if re.match(r"\| \d{3}-", line)]
    assert {row[0] for row in rows} == {id for id in register.companions() if not id.startswith("E")}
    for row in rows:
        ours = register.companions()[row[0]]
        assert (ours.system, ours.verify_en) == (row[-2], row[-1])
        assert row[-3] in ours.gist_en
    ideas = re.findall(r"^\d\. (.+)\.$", text.split("## E.")[1].split("## F.")[0], re.MULTILINE)
    assert ideas == [one.gist_en for one in register.children("E")]
