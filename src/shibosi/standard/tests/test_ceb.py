"""The customs messages: what their elements and error codes mean."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from shibosi.standard import ceb, errors
from shibosi.standard.codes import codes
from shibosi.standard.files import HERE, read

FIELDS = read(HERE / "tables" / "ceb_fields.csv").lines
HEAD = '"code","group","text_en","text_zh","source","confidence"'


def test_all_42_messages_are_described() -> None:
    assert len(FIELDS) == 749
    assert {line.cells["message"] for line in FIELDS} == {f"CEB{number}Message" for number in codes("ceb-message")}


def test_positions_run_from_one_without_gap_in_every_part() -> None:
    parts: dict[tuple[str, str], list[int]] = {}
    for line in FIELDS:
        parts.setdefault((line.cells["message"], line.cells["path"]), []).append(int(line.number("position")))
    assert all(found == list(range(1, len(found) + 1)) for found in parts.values())


def test_fields_are_labelled_as_their_elements() -> None:
    elements = ceb.elements()
    assert {line.cells["element"] for line in FIELDS} == set(elements)
    for line in FIELDS:
        element = elements[line.cells["element"]]
        assert (line.cells["label_en"], line.cells["chinese_name"]) == (element.label_en, element.label_zh)


def test_an_element_has_label_and_meaning_in_the_language_in_use(chinese: None) -> None:
    element = ceb.elements()["acturalPaid"]
    assert element.label == "实际支付金额"
    assert "减抵扣" in element.meaning


@pytest.mark.parametrize(
    ("code", "group", "confidence"),
    [
        ("-621018", "list", "verified"),
        ("1332", "customs check", "high"),
        ("0002", "exchange", "verified"),
    ],
)
def test_an_error_code_says_what_is_wrong(code: str, group: str, confidence: str) -> None:
    text = ceb.error_texts()[code]
    assert (text.group, text.confidence) == (group, confidence)
    assert text.text == text.text_en


def test_190_error_codes_are_known() -> None:
    found = Counter(text.group for text in ceb.error_texts().values())
    assert sum(found.values()) == 190
    assert set(found) == set(ceb.GROUPS)


@pytest.mark.parametrize(
    ("story", "row", "refusal"),
    [
        ("a group nobody knows", '"1","orders","a","甲","s","high"', errors.UnknownWord),
        ("no English", '"1","order","","甲","s","high"', errors.EmptyCell),
        ("sure of what?", '"1","order","a","甲","s","sure"', errors.UnknownWord),
        ("a code twice", '"1","order","a","甲","s","high"\n"1","order","a","甲","s","high"', errors.RepeatedId),
    ],
)
def test_a_wrong_error_code_is_refused(
    tmp_path: Path, story: str, row: str, refusal: type[errors.RegisterError]
) -> None:
    path = tmp_path / "made.csv"
    path.write_text(f"# made\n{HEAD}\n{row}\n", encoding="utf-8")
    with pytest.raises(refusal):
        ceb.read_error_texts(path)


@pytest.mark.real
@pytest.mark.parametrize(
    ("ours", "theirs"), [("ceb_fields.csv", "ceb-fields-202205.csv"), ("ceb_errors.csv", "ceb-error-codes.csv")]
)
def test_nothing_of_the_reference_is_lost(real_data: Path, ours: str, theirs: str) -> None:
    with (real_data / "reference" / theirs).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = read(HERE / "tables" / ours).lines
    kept = [column for column in rows[0] if column != "source"]
    assert [[line.cells[column] for column in kept] for line in lines] == [
        [row[column].strip() for column in kept] for row in rows
    ]
