"""What answers say: every known status, errors, codes in the text, and whatever nobody knows."""

import pytest

from shibosi.methods.messages.answers import said
from shibosi.standard.codes import codes


@pytest.mark.parametrize("status", codes("return-status"))
def test_every_known_status_has_its_class_and_name(status):
    found = said({"returnStatus": status})
    assert (found.state, found.meaning) == (codes("return-status")[status].more["class"],
                                            codes("return-status")[status].name)  # fmt: skip


@pytest.mark.parametrize(
    ("story", "status", "text", "state", "reasons", "rest"),
    [
        ("released", "800", "[Code:2600;Desc:放行]", "released", ["2600"], ""),
        ("rejected, with fields behind", "100", "[Code:1320;Desc:项数不一致],[InventoryHead.orderNo:1]", "rejected",
         ["1320"], ",[InventoryHead.orderNo:1]"),
        ("an error of the e-port", "-621018", "超过年度限额", "error", [], "超过年度限额"),
        ("an error nobody knows", "-999999", "", "error", [], ""),
        ("a status nobody knows", "777", "", "unread", [], ""),
        ("no number at all", "放行", "", "unread", [], ""),
        ("an empty status is none", None, "x", None, [], ""),
        ("two codes", "100", "[Code:1;Desc:a][Code:1327; Desc:b]", "rejected", ["1", "1327"], ""),
        ("an unfinished code", "100", "[Code:12;Desc:", "rejected", [], "[Code:12;Desc:"),
    ],
)  # fmt: skip
def test_no_answer_is_too_odd_to_be_read(story, status, text, state, reasons, rest):
    found = said({"returnStatus": status, "returnInfo": text})
    if state is None:
        assert found is None, story
        return
    assert (found.state, [one.code for one in found.reasons], found.rest) == (state, reasons, rest), story


def test_a_known_code_is_explained_and_an_unknown_one_keeps_its_words():
    first, second = said({"returnStatus": "100", "returnInfo": "[Code:1327;Desc:x][Code:9;Desc:y]"}).reasons
    assert first.meaning == "Buyer and payer differ in name or identity number"
    assert (second.meaning, second.words) == ("", "y")


def test_a_document_that_is_no_answer_says_nothing():
    assert said({"orderNo": "1"}) is None
