"""The dossiers that stories start from: no control objects to them."""

import pytest

from shibosi.domains import registry
from shibosi.domains.customs import dossiers
from shibosi.domains.customs.tests import builders
from shibosi.domains.customs.tests.builders import AS_OF
from shibosi.domains.orders.records import OrderLine
from shibosi.domains.payments.records import Payment
from shibosi.kernel import controls
from shibosi.kernel.controls import Outcome
from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.judging import Judge
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED


def said(dossier: Dossier, records: list[Record]) -> dict[str, Outcome]:
    """What every control over the dossier says of these records; they must make one dossier."""
    values = registry.values()
    at = Circumstances((AS_OF - DAY_ZERO).days, frozenset())
    kinds = {found.kind(): type(found) for found in records}
    frames = {kind: made.frame([found for found in records if found.kind() == kind]) for kind, made in kinds.items()}
    judged = Judge(dossier, controls.of(dossier), values, at).judge(frames)
    assert judged.assembled.size == 1
    return {name: Outcome(codes[0]) for name, codes in judged.outcomes.items()}


@pytest.mark.parametrize(
    ("dossier", "records"),
    [
        pytest.param(dossiers.ORDER, builders.a_retail_import(), id="retail import"),
        pytest.param(dossiers.ORDER, builders.a_bonded_import(), id="bonded import"),
        pytest.param(dossiers.ORDER, builders.a_retail_export(), id="retail export"),
        pytest.param(dossiers.ORDER, builders.a_retail_export(collection={}), id="retail export, money received"),
        pytest.param(dossiers.ORDER, builders.a_b2b_export(), id="export to a business"),
        pytest.param(dossiers.ORDER, builders.an_overseas_warehouse_export(), id="export to a warehouse abroad"),
        pytest.param(dossiers.ORDER, builders.a_zone_export(), id="export out of a zone"),
        pytest.param(dossiers.ORDER, builders.a_shop_order(), id="shop order"),
        pytest.param(dossiers.ORDER, builders.a_service_order(), id="order of services"),
        pytest.param(dossiers.PARCEL, builders.a_parcel(), id="parcel"),
        pytest.param(dossiers.PAYMENT, builders.a_paid_order(), id="paid order"),
        pytest.param(dossiers.DOCUMENT, builders.a_document(), id="document"),
        pytest.param(dossiers.RETURN, builders.a_return(), id="import return"),
        pytest.param(dossiers.RETURN, builders.an_export_return(), id="export return"),
        pytest.param(dossiers.RETURN_LINE, builders.a_returned_line(), id="returned line"),
        pytest.param(dossiers.BUYER_YEAR, builders.a_buyer_year(), id="year of a buyer"),
    ],
)
def test_no_control_objects(dossier: Dossier, records: list[Record]) -> None:
    outcomes = said(dossier, records)
    undecided = {name for name, found in outcomes.items() if found is UNDETERMINED}

    assert [name for name, found in outcomes.items() if found is BROKEN] == []
    assert [name for name in undecided if not controls.named(name).one_sided] == []
    assert HELD in outcomes.values() or undecided


def test_a_change_is_laid_over_every_row() -> None:
    lines = [found for found in builders.a_retail_import(order_line={"unit": "035"}) if isinstance(found, OrderLine)]

    assert [(line.line_number, line.unit) for line in lines] == [(1, "035"), (2, "035")]


def test_a_list_of_changes_says_how_many_rows_there_are() -> None:
    told = builders.a_retail_import(payment=[{}, {"number": "P-2"}])
    payments = [found for found in told if isinstance(found, Payment)]

    assert [payment.number for payment in payments] == ["P-1", "P-2"]
    assert payments[0].amount == payments[1].amount


def test_what_is_kept_aside_comes_when_it_is_named() -> None:
    assert "collection" not in [found.kind() for found in builders.a_retail_export()]
    assert "collection" in [found.kind() for found in builders.a_retail_export(collection={})]


def test_a_kind_the_dossier_has_not_got_is_refused() -> None:
    with pytest.raises(KeyError, match="waybil"):
        builders.a_retail_import(waybil=None)
