"""Records of orders: what forms and message specifications call a column is understood as the column."""

import pytest

from shibosi.domains import registry
from shibosi.kernel.intake import headings
from shibosi.kernel.records import record


@pytest.mark.parametrize(
    ("kind", "heading", "column"),
    [
        ("order", "商品价格", "goods_value"),
        ("order", "商品金额", "goods_value"),
        ("order", "运费", "freight"),
        ("waybill", "运杂费", "freight"),
        ("order_line", "项号", "line_number"),
        ("list_line", "计量单位", "unit"),
        ("order", "freight", "freight"),
    ],
)
def test_the_second_name_of_an_element_is_understood_too(kind, heading, column):
    registry.load()
    assert headings(record(kind))[heading] == column


def test_the_label_of_a_column_goes_before_what_forms_call_another():
    registry.load()
    for kind in ("order", "payment", "waybill", "customs_list", "list_line", "collection", "customs_return"):
        made = record(kind)
        assert {headings(made)[name.replace("_", "")] for name in made.columns} == set(made.columns)
