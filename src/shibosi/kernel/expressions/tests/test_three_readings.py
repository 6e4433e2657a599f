"""A batch, a single dossier and the reading with reasons give the same outcomes."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shibosi.kernel.expressions.tests.agreement import outcomes, values_agree
from shibosi.kernel.expressions.tests.samples import circumstances, papers, values
from shibosi.kernel.expressions.tests.strategies import control_of, expressions, questions

QUICK = settings(max_examples=200, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
LONG = settings(QUICK, max_examples=5_000)


def random_outcomes(data: st.DataObject) -> None:
    """Some random controls over some random dossiers under random values."""
    drawn = data.draw(st.lists(questions(), min_size=1, max_size=3))
    wanted = [control_of(*question, f"control-{at}") for at, question in enumerate(drawn)]
    records = data.draw(papers(tuple(node for question in drawn for node in question)))
    outcomes(wanted, records, data.draw(values()), data.draw(circumstances(records)))


def random_values(data: st.DataObject) -> None:
    """A random expression over some random dossiers: its value itself."""
    found = data.draw(expressions())
    records = data.draw(papers((found.node,)))
    values_agree(found, records, data.draw(values()), data.draw(circumstances(records)))


@QUICK
@given(st.data())
def test_outcomes_agree(data: st.DataObject) -> None:
    random_outcomes(data)


@QUICK
@given(st.data())
def test_values_agree(data: st.DataObject) -> None:
    random_values(data)


@pytest.mark.slow
@LONG
@given(st.data())
def test_outcomes_agree_for_long(data: st.DataObject) -> None:
    random_outcomes(data)


@pytest.mark.slow
@LONG
@given(st.data())
def test_values_agree_for_long(data: st.DataObject) -> None:
    random_values(data)
