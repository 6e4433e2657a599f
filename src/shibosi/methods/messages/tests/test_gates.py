"""A gate opens for parcels that are released, and says why; for everything else it stays shut."""

import pytest

from shibosi.kernel.words import told
from shibosi.methods.formats.ceb import build_message
from shibosi.methods.messages.gates import Gate

LIST = {"agentCode": "A", "copNo": "C", "logisticsNo": "W", "appTime": "20260303100000"}


def listed(**changes):
    return build_message("CEB621Message", [{"head": LIST | changes}])


def answer(status, second, **changes):
    head = {"agentCode": "A", "copNo": "C", "returnStatus": status, "returnTime": f"202603031000{second:02d}000",
            "invtNo": "29242026I000000001"}  # fmt: skip
    return build_message("CEB622Message", [{"head": head | changes}])


@pytest.mark.parametrize(
    ("story", "messages", "opens", "says"),
    [
        ("released", [listed(), answer("120", 1), answer("800", 2)], True, "29242026I000000001 is released"),
        ("answers in another order", [answer("800", 2), answer("120", 1), listed()], True, "is released"),
        ("received only", [listed(), answer("120", 1)], False, "accepted"),
        ("inspected", [listed(), answer("120", 1), answer("500", 2)], False, "held by customs"),
        ("released, then detained", [listed(), answer("800", 1), answer("501", 2)], False, "held by customs"),
        ("nothing came back", [listed()], False, "List C is not released"),
        ("declared by nobody", [listed(logisticsNo="X"), answer("800", 1)], False, "No customs list"),
        ("one of two lists is not released",
         [listed(), answer("800", 1), listed(copNo="D")], False, "List D is not released"),
    ],
)  # fmt: skip
def test_a_gate_opens_for_what_is_released(story, messages, opens, says):
    decided = Gate(messages).decide("W")
    assert decided.opens is opens, story
    assert any(says in reason for reason in decided.reasons)


def test_reasons_are_said_in_chinese_too():
    (reason,) = Gate([listed(), answer("500", 2)]).decide("W").reasons
    assert "未放行" in told({"reason": reason}, "zh")["reason"] and "500" not in reason
