"""`shibosi schema`: kinds, columns, JSON Schema, and what a message fills."""

import re

import pytest

from shibosi.domains import registry
from shibosi.kernel.records import Record
from shibosi.methods.formats.ceb.fields import shape


def test_the_kinds_that_can_be_handed_in_are_listed(ask):
    found = ask("schema")
    assert found.status == 0 and "customs_list" in found.words and "CEB621" in found.words
    assert "purchase" not in found.words


def test_a_record_shows_every_column(ask):
    found = ask("schema", "payment")
    for word in ("firm_code", "payTransactionId", "支付交易编号", "sensitive", "amount in currency", "id-type"):
        assert word in found.words


def test_a_record_speaks_chinese_first(ask):
    found = ask("schema", "payment", language="zh").words
    assert found.index("支付金额") < found.index("Amount paid")


@pytest.mark.parametrize("name", ["customs-list", "Customs list", "清单", "CUSTOMS_LIST"])
def test_a_record_is_found_by_its_names(ask, name):
    assert "customs_list" in ask("schema", name).out


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("ordr",), "Did you mean 'order'?"),
        (("purchase",), "There is no kind of record 'purchase'"),
        (("--message", "CEB312x"), "There is no customs message 'CEB312x'"),
        (("order", "--message", "311"), "not for both"),
    ],
)
def test_an_unknown_name_is_refused(ask, asked, said):
    found = ask("schema", *asked)
    assert found.status == 2 and said in found.err


def test_every_record_is_a_json_schema_with_all_its_columns(ask):
    registry.load()
    found = ask("schema", "--json").data
    assert set(found) == {
        kind for kind, made in Record.known.items() if not made.internal and "tests" not in made.__module__
    }
    for kind, schema in found.items():
        made = Record.known[kind]
        assert schema["$schema"].endswith("2020-12/schema") and schema["additionalProperties"] is False
        assert list(schema["properties"]) == list(made.columns)
        assert schema["required"] == [made.needs]
        personal = {name for name, about in schema["properties"].items() if about.get("x-personal")}
        assert personal == {name for name, column in made.columns.items() if column.personal}


@pytest.mark.parametrize(
    ("written", "fits"),
    [("0", True), ("-1.5", True), ("12345678901234.12345", True), ("1.234567", False), ("1,5", False), ("", False)],
)
def test_amounts_in_json_stay_exact(ask, written, fits):
    pattern = ask("schema", "order", "--json").data["properties"]["paid"]["pattern"]
    assert bool(re.search(pattern, written)) is fits


@pytest.mark.parametrize("name", ["CEB311", "311", "ceb311message"])
def test_a_message_shows_which_columns_it_fills(ask, name):
    found = ask("schema", "--message", name, "--json").data
    form = shape("CEB311Message")
    assert len(found) == sum(len(section.fields) for section in (form.head, *form.lists))
    columns = {(one["part"], one["element"]): (one["record"], one["column"]) for one in found}
    assert columns["OrderHead", "acturalPaid"] == ("order", "paid")
    assert columns["OrderList", "gnum"] == ("order_line", "line_number")


def test_a_message_no_record_keeps_is_shown_as_such(ask):
    found = ask("schema", "--message", "CEB816")
    assert found.status == 0 and "not kept" in found.words


def test_markdown_is_one_row_a_column(ask):
    lines = ask("schema", "customs_list", "--format", "markdown").out.splitlines()
    registry.load()
    assert len(lines) == 2 + len(Record.known["customs_list"].columns)
    assert all(line.startswith("| ") and line.endswith(" |") for line in lines)
    bars = {len(re.findall(r"(?<!\\)\|", line)) for line in lines}
    assert bars == {9}, "a bar inside a cell is escaped"
