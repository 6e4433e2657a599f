"""Every control of this room has its stories, of every outcome it can have: take one away and a test fails."""

import importlib
import pkgutil
from types import ModuleType

import pytest

from shibosi.domains import registry
from shibosi.domains.customs import controls, tests
from shibosi.domains.customs.tests import builders
from shibosi.domains.customs.tests.builders import Story
from shibosi.domains.orders.records import OrderLine
from shibosi.domains.payments.records import Payment
from shibosi.kernel.controls import KNOWN, Outcome
from shibosi.kernel.expressions.nodes import TRUE
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

registry.load()
CONTROLS = sorted(name for name, control in KNOWN.items() if control.room.startswith(f"{controls.__name__}."))

NEVER: dict[Outcome, set[str]] = {
    HELD: {
        "yearly_purchases_within_limit",  # what one firm knows can break it, never hold it
    },
    UNDETERMINED: {  # they count what is there, or ask whether it is
        "acceptance_has_a_number",
        "guid_is_unique",
        "list_is_summed_up_once",
        "order_is_declared_once",
        "order_number_has_one_content",
        "payment_number_has_one_content",
        "services_need_no_customs",
        "waybill_number_has_one_content",
    },
}


def modules() -> list[ModuleType]:
    """The modules beside this one that tell stories."""
    names = [module.name for module in pkgutil.iter_modules(tests.__path__)]
    found = [importlib.import_module(f"{tests.__name__}.{name}") for name in names if name.startswith("test_")]
    return [module for module in found if hasattr(module, "STORIES")]


TOLD: list[tuple[str, Story]] = [
    (module.__name__.rsplit(".", 1)[-1], story)
    for module in modules() for story in module.STORIES if isinstance(story, Story)
]  # fmt: skip
"""Stories of flows stand beside those of controls and are not about one."""


def possible(control: str) -> set[Outcome]:
    """The outcomes a control can have."""
    found = {HELD, BROKEN, UNDETERMINED, OUT_OF_SCOPE}
    if KNOWN[control].scope is TRUE:
        found -= {OUT_OF_SCOPE}
    return found - {outcome for outcome, names in NEVER.items() if control in names}


@pytest.mark.parametrize("control", CONTROLS)
def test_every_outcome_of_a_control_is_told(control: str) -> None:
    assert {story.outcome for _, story in TOLD if story.control == control} == possible(control)


@pytest.mark.parametrize("control", CONTROLS)
def test_the_stories_of_a_control_stand_in_the_file_of_its_name(control: str) -> None:
    elsewhere = {
        name for name, story in TOLD if story.control == control and not name.startswith(f"test_{KNOWN[control].theme}")
    }

    assert elsewhere == set()


def test_stories_are_about_the_controls_there_are() -> None:
    assert {story.control for _, story in TOLD} == set(CONTROLS)


def test_no_two_stories_have_the_same_text() -> None:
    texts = [str(story) for _, story in TOLD]

    assert sorted({text for text in texts if texts.count(text) > 1}) == []


def test_all_exceptions_are_controls() -> None:
    assert set().union(*NEVER.values()) <= set(CONTROLS)


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
