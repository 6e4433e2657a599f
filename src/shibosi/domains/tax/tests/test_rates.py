"""The rate of a refund is that of its goods."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains import registry
from shibosi.domains.tax.tests.builders import Story, a_claim
from shibosi.kernel.parameters import Version
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED
from shibosi.kernel.valuefiles import read
from shibosi.methods.taxes.refunding import as_overlay, read_rates

D = Decimal
CUT = date(2026, 1, 12)
RATE, CODE, SOURCE = "refund_rates.rate", "6109100000", ("the story", "local")
TABLE = registry.values().overlay({
    RATE: [Version(1_300_000, None, date(2026, 1, 11), CODE, *SOURCE), Version(900_000, CUT, None, CODE, *SOURCE)]
})  # fmt: skip
rate = partial(Story, "refund_rate_is_that_of_the_goods", values=TABLE)

STORIES = [
    rate("the new rate from its first day", a_claim(refund_claim={"rate": D(9)}), HELD),
    rate("the old rate on the new one's first day", a_claim(), BROKEN),
    rate("the old rate the day before", a_claim(refund_claim={"exported_on": date(2026, 1, 11)}), HELD),
    rate("goods that are not in the table", a_claim(refund_claim={"commodity_code": "8517130000"}), UNDETERMINED),
    rate("no table at all", a_claim(), UNDETERMINED, values=registry.values()),
    rate("goods without a code", a_claim(refund_claim={"commodity_code": None}), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_refund_rates(story: Story) -> None:
    assert story.judged() is story.outcome


def test_an_imported_table_serves_as_values(tmp_path) -> None:
    table, overlay = tmp_path / "rates.csv", tmp_path / "rates.yaml"
    table.write_text(
        "code,from,to,rate\n6109100000,unknown,2026-01-11,13\n6109100000,2026-01-12,,9\n", encoding="utf-8"
    )
    overlay.write_text(as_overlay(read_rates(table), "rates.csv"), encoding="utf-8")
    values = registry.values().overlay(read(overlay, registry.rows_of))
    assert Story("refund_rate_is_that_of_the_goods", "", a_claim(), BROKEN, values=values).judged() is BROKEN
    assert values.in_force(RATE, CUT, "8517130000") is None
