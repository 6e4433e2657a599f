"""A mistake in a map is found before anything is read, with its line, its column and what was probably meant."""

import pytest

from shibosi.methods.formats.mapping import MapError, load_map
from shibosi.methods.formats.tests.making import file_of

RECORDS = {"order": ["number", "total", "due", "ordered_at"], "payment": ["number"]}
ENTRY = 'files:\n  - match: "*"\n    record: order\n'


@pytest.mark.parametrize(
    ("story", "text", "code", "line", "at", "hint"),
    [
        ("an unknown key", ENTRY + "    colums: {number: a}\n", "map-unknown-key", 4, 5, "columns"),
        ("an unknown key at the top", "file:\n", "map-unknown-key", 1, 1, "files"),
        ("an unknown record", "files:\n  - match: x\n    record: ordr\n", "map-unknown-record", 3, 13, "order"),
        ("an unknown column", ENTRY + "    columns: {numbr: a}\n", "map-unknown-column", 4, 15, "number"),
        ("an unknown constant", ENTRY + "    constants: {totl: a}\n", "map-unknown-column", 4, 17, "total"),
        ("an unknown zone", ENTRY + "    zone: Asia/Shanghei\n", "map-unknown-zone", 4, 11, "Asia/Shanghai"),
        ("a key twice", ENTRY + "    record: payment\n", "map-repeated-key", 4, 5, None),
        ("a column from two sources", ENTRY + "    columns: {number: a}\n    constants: {number: b}\n",
         "map-repeated-key", 5, 16, None),
        ("no record", "files:\n  - match: x\n", "map-missing-key", 2, 5, None),
        ("neither file nor sheet", "files:\n  - record: order\n", "map-missing-key", 2, 5, None),
        ("nothing", "", "map-missing-key", 1, 1, None),
        ("no files", "{}", "map-missing-key", 1, 1, None),
        ("a text where a list belongs", "files: x\n", "map-wrong-shape", 1, 8, None),
        ("a list where a text belongs", ENTRY + "    columns: {number: [a]}\n", "map-wrong-shape", 4, 23, None),
        ("nothing where a text belongs", ENTRY + "    columns: {number: }\n", "map-wrong-shape", 4, 22, None),
        ("a list where names belong", ENTRY + "    columns: [a]\n", "map-wrong-shape", 4, 14, None),
        ("a list as a name", ENTRY + "    columns: {[a]: b}\n", "map-wrong-shape", 4, 15, None),
        ("no derivation", ENTRY + "    derive: {due: {multipy: [a, b]}}\n", "map-unknown-key", 4, 20, "multiply"),
        ("two derivations", ENTRY + "    derive: {due: {sum: [a], copy: a}}\n", "map-wrong-shape", 4, 19, None),
        ("a sum of nothing", ENTRY + "    derive: {due: {sum: []}}\n", "map-wrong-shape", 4, 25, None),
        ("no text between headings", ENTRY + "    derive: {due: {concat: [a, b]}}\n", "map-wrong-shape", 4, 28, None),
        ("a lookup without a key", ENTRY + "    derive: {due: {lookup: {by: a}}}\n", "map-missing-key", 4, 28, None),
        ("a lookup in a file that is not there", ENTRY
         + "    derive: {due: {lookup: {by: a, file: no.csv, key: b, take: c}}}\n", "map-no-file", 4, 42, None),
        ("a lookup outside the folder", ENTRY
         + "    derive: {due: {lookup: {by: a, file: ../up.csv, key: b, take: c}}}\n", "map-no-file", 4, 42, None),
        ("no YAML", "files: [\n", "map-wrong", 2, 1, None),
        ("a tab", "files:\n\t- x\n", "map-wrong", 2, 1, None),
        ("a sign YAML forbids", "files: \x07\n", "map-wrong", 1, 1, None),
        ("nested without end", "[" * 20_000, "map-wrong", 1, 1, None),
        ("too large", "#" * 1_100_000, "map-wrong", 1, 1, None),
    ],
)  # fmt: skip
def test_the_first_mistake_is_told(tmp_path, story, text, code, line, at, hint):
    file_of(tmp_path, "b,c\n", "up.csv")
    folder = tmp_path / "maps"
    folder.mkdir()
    with pytest.raises(MapError) as error:
        load_map(file_of(folder, text, "map.yaml"), records=RECORDS)
    told = error.value
    assert (told.code, told.facts["line"], told.facts["at"], told.hint) == (code, line, at, hint)
    assert f"map.yaml, line {line}, column {at}" in told.sentence("en")
    assert f"map.yaml 第 {line} 行第 {at} 列" in told.sentence("zh")


def test_bytes_that_are_no_utf_8_are_told_with_their_place(tmp_path):
    with pytest.raises(MapError) as error:
        load_map(file_of(tmp_path, b"files:\n  - match: \xff\n", "map.yaml"))
    assert (error.value.facts["line"], error.value.facts["at"]) == (2, 12)


def test_names_are_not_checked_where_no_records_are_given(tmp_path):
    map = load_map(file_of(tmp_path, "files: [{match: x, record: anything, columns: {foo: bar}}]", "map.yaml"))
    assert map.entries[0].columns == {"foo": "bar"}


def test_bare_words_stay_what_is_written(tmp_path):
    text = "files: [{match: x, record: r, constants: {a: NO, b: 0123, c: 1.10, d: 2024-01-05}, codes: {e: {on: off}}}]"
    entry = load_map(file_of(tmp_path, text, "map.yaml")).entries[0]
    assert entry.constants == {"a": "NO", "b": "0123", "c": "1.10", "d": "2024-01-05"}
    assert entry.codes == {"e": {"on": "off"}}
