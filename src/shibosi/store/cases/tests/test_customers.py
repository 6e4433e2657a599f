"""A customer's identity is checked when an officer opens the check; the customer itself sends its papers."""

import pytest

from shibosi.store.actions import cases as actions
from shibosi.store.allowing import Forbidden
from shibosi.store.cases.carrying import Asked
from shibosi.store.cases.opening import AlreadyOpen
from shibosi.store.cases.tests.builders import a_member, an_officer, moved

pytestmark = pytest.mark.django_db
ASKED = {
    "customer_check": {"firm": "aaa", "name": "Acme Ltd", "licence": "91110000600037341L", "address": "Beijing"},
    "enhanced_check": {"firm": "aaa", "name": "Acme Ltd", "questions": "Who owns it?"},
}
ANSWERED = {
    "customer_check": ("send", {"papers": "licence.pdf"}, "sent"),
    "enhanced_check": ("answer", {"finance": "Sales", "trade": "Toys"}, "answered"),
}


@pytest.mark.parametrize("flow", ASKED)
def test_an_officer_opens_it_once_and_the_customer_answers(flow):
    customer = a_member("AAA")
    case = actions.open_case(an_officer(), flow, Asked(facts=ASKED[flow]))
    with pytest.raises(AlreadyOpen):
        actions.open_case(an_officer(), flow, Asked(facts=ASKED[flow]))
    move, told, state = ANSWERED[flow]
    moved(case, customer, move, **told)
    case.refresh_from_db()
    assert case.state == state


@pytest.mark.parametrize("flow", ASKED)
def test_a_customer_opens_none_for_itself(flow):
    with pytest.raises(Forbidden):
        actions.open_case(a_member("AAA"), flow, Asked(facts=ASKED[flow]))
