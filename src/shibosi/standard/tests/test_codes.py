"""Code lists: what codes mean, and which lists are complete."""

import csv
from pathlib import Path

import pytest

from shibosi.standard import codes, errors, tables

HEAD = '"code","name_en","name_zh","source","confidence"'


def a_list(folder: Path, *rows: str, origin: str = "# whole: made", head: str = HEAD) -> Path:
    path = folder / "made.csv"
    path.write_text("\n".join([origin, head, *rows, ""]), encoding="utf-8")
    return path


def test_a_code_says_what_it_means_and_how_sure_that_is() -> None:
    assert codes.codes("currency")["142"].more == {"iso": "CNY"}
    assert codes.codes("currency")["142"].confidence == "verified"
    assert codes.codes("country")["305"].name_en == "France"
    assert codes.codes("country")["305"].confidence == "general-knowledge"
    assert codes.codes("unit")["035"].name_en == "kilogram"
    assert codes.codes("trade-mode")["9810"].more["direction"] == "export"


def test_names_follow_the_language_in_use(chinese: None) -> None:
    assert codes.codes("return-status")["800"].name == "放行"


def test_a_code_missing_from_a_part_of_a_list_is_not_wrong() -> None:
    assert not codes.whole("country")
    assert codes.whole("statistics-flag")


@pytest.mark.parametrize("name", codes.code_names())
def test_every_list_is_sorted_and_speaks_both_languages(name: str) -> None:
    found = codes.codes(name)
    numbers = [(len(code), code) if code.isdecimal() and name in ("return-status",) else (0, code) for code in found]
    assert numbers == sorted(numbers)
    for code in found.values():
        assert code.name_en
        assert any("一" <= letter <= "鿿" for letter in code.name_zh) or code.name_zh in ("APP", "PC")


def test_every_answer_in_the_list_of_states_is_a_message_that_answers() -> None:
    messages = codes.codes("ceb-message")
    named = {number for state in codes.codes("return-status").values() for number in state.more["answers"].split()}
    assert named == {code.code for code in messages.values() if code.more["answers"] and code.code not in ("792",)}
    assert {code.more["answers"] for code in messages.values()} - {""} <= set(messages)


def test_the_modes_of_the_limit_are_modes_of_the_list() -> None:
    for row in tables.table("simplified_export_limit").rows:
        assert set(row.members("modes")) <= set(codes.codes("trade-mode"))


def test_a_list_nobody_has_is_refused_with_the_nearest() -> None:
    with pytest.raises(errors.UnknownTable) as refused:
        codes.codes("currencies")
    assert refused.value.hint == "currency"


@pytest.mark.parametrize(
    ("story", "made", "refusal", "row"),
    [
        ("a code twice", {"rows": ('"1","a","甲","s","high"', '"1","b","乙","s","high"')}, errors.RepeatedId, 4),
        ("no Chinese", {"rows": ('"1","a","","s","high"',)}, errors.EmptyCell, 3),
        ("no source", {"rows": ('"1","a","甲","","high"',)}, errors.EmptyCell, 3),
        ("sure of what?", {"rows": ('"1","a","甲","s","sure"',)}, errors.UnknownWord, 3),
        ("whole or part?", {"rows": (), "origin": "# made"}, errors.UnknownWord, 1),
        ("other columns", {"rows": (), "head": '"code","name"'}, errors.WrongColumns, 2),
    ],
)
def test_a_wrong_list_is_refused(
    tmp_path: Path, story: str, made: dict[str, object], refusal: type[errors.RegisterError], row: int
) -> None:
    rows = made.pop("rows")
    with pytest.raises(refusal) as refused:
        codes.read_codes(a_list(tmp_path, *rows, **made))  # type: ignore[misc, arg-type]
    assert {"file": "made.csv", "row": row}.items() <= refused.value.facts.items()


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "file", "column"),
    [
        ("country", "cn_customs_countries.csv", "iso3166_alpha3"),
        ("currency", "cn_customs_currencies.csv", "iso4217"),
    ],
)
def test_our_codes_agree_with_independent_lists(real_data: Path, name: str, file: str, column: str) -> None:
    with (real_data / "data" / "code_lists" / file).open(encoding="utf-8", newline="") as rows:
        theirs = {row["code"]: row[column] for row in csv.DictReader(rows) if row[column]}
    ours = {code.code: code.more["iso"] for code in codes.codes(name).values() if code.more["iso"] != "ZZZ"}
    assert ours == {code: theirs.get(code) for code in ours}


@pytest.mark.real
def test_every_code_of_the_reference_is_shipped(real_data: Path) -> None:
    names = {"supervision_mode": "trade-mode"}
    with (real_data / "reference" / "ceb-codes.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            ours = codes.codes(names.get(row["list"], row["list"].replace("_", "-")))[row["code"]]
            assert row["name_zh"].split("（")[0] in ours.name_zh + ours.more.get("short", "")
            assert (ours.confidence == "general-knowledge") == row["source"].startswith("from general knowledge")
