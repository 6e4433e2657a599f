"""The field table."""

import csv
from pathlib import Path

import pytest

from shibosi.methods.formats.ceb.errors import UnknownMessage
from shibosi.methods.formats.ceb.fields import FieldType, read_type, shape, shapes


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("C36", FieldType("text", 36, 36)),
        ("C..60", FieldType("text", 0, 60)),
        ("C1..10", FieldType("text", 1, 10)),
        ("C0..5000", FieldType("text", 0, 5000)),
        ("N19,5", FieldType("decimal", digits=19, places=5)),
        ("int5", FieldType("integer", digits=5)),
        ("int", FieldType("integer")),
        ("string", FieldType("text")),
    ],
)
def test_types_are_read(text: str, meaning: FieldType) -> None:
    assert read_type(text) == meaning


@pytest.mark.parametrize("text", ["", "C", "X5", "N19", "C..", "int5,2"])
def test_a_type_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="unknown field type"):
        read_type(text)


def test_a_message_has_its_shape() -> None:
    order = shape("CEB311Message")
    assert (order.part, order.head.name, order.flat, order.key) == ("Order", "OrderHead", False, ("ebpCode", "orderNo"))
    (lines,) = order.lists
    assert (lines.name, lines.least, lines.most) == ("OrderList", 1, 99)
    assert order.head.names[:6] == ("guid", "appType", "appTime", "appStatus", "orderType", "orderNo")
    currency = next(field for field in order.head.fields if field.name == "currency")
    assert (currency.fixed, currency.default, currency.required, currency.type_text) == ("142", None, True, "C3")
    status = next(field for field in shape("CEB505Message").head.fields if field.name == "appStatus")
    assert status.default == "2" and shape("CEB505Message").flat
    assert shape("CEB607Message").lists[0].most is None


@pytest.mark.parametrize("name", sorted(shapes()))
def test_every_message_is_well_formed(name: str) -> None:
    form = shapes()[name]
    assert set(form.key) <= set(form.head.names)
    for section in (form.head, *form.lists):
        assert len(set(section.names)) == len(section.names) > 0


def test_an_unknown_message_is_answered_with_what_was_meant() -> None:
    with pytest.raises(UnknownMessage, match="Did you mean 'CEB311Message'"):
        shape("CEB311Mesage")


@pytest.mark.real
def test_every_row_of_the_reference_is_there(real_data: Path) -> None:
    text = (real_data / "reference/ceb-fields-202205.csv").read_text(encoding="utf-8")
    expected = [
        (row["message"], row["path"].split("/")[-1], row["element"], row["type"])
        for row in csv.DictReader(text.splitlines())
    ]
    found = [
        (name, section.name, field.name, field.type_text)
        for name, form in shapes().items()
        for section in (form.head, *form.lists)
        for field in section.fields
    ]
    assert len(found) == 749 and sorted(found) == sorted(expected)
