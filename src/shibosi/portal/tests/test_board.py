"""The status board as a page: messages and answers dropped, orders tried, in both languages; and in a browser."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shibosi.example.sales import SENDER, sales
from shibosi.methods.formats.ceb import build_message, write_message
from shibosi.pages.tests.browsing import browser, fits, needs_chromium
from shibosi.pages.tests.browsing import opened as opened_by
from shibosi.pages.tests.looking import heard, nobody, text

__all__ = ["browser"]
pytestmark = pytest.mark.django_db(transaction=True)
HEAD = {"agentCode": "A", "copNo": "C-1"}
LIST = build_message("CEB621Message", [{"head": {**HEAD, "appTime": "20260303100000"}}])
BACK = build_message("CEB622Message", [{"head": {
    **HEAD, "returnStatus": "100", "returnTime": "20260303101500000", "returnInfo": "[Code:1332;Desc:x]", "guid": "G",
}}])  # fmt: skip
ONE_LINE = 36
"""Where a plot begins under names that stand in one line."""
ORDERS = [{"sender": SENDER}, *sales(30, 1, date(2026, 3, 3))]


def xml(message):
    return SimpleUploadedFile(f"{message.name}.xml", write_message(message))


def orders(*rows):
    return SimpleUploadedFile("orders.jsonl", "\n".join(json.dumps(one) for one in rows).encode())


def test_messages_and_answers_are_joined_and_nothing_is_kept():
    answer = nobody().post("/board/", {"files": [xml(LIST), xml(BACK)]})
    said = text(answer)
    assert "1332" in said and "correct and send again" in said
    assert answer.context["total"] == 1 and answer.context["wrong"] == 1
    waiting = nobody().post("/board/", {"files": [xml(LIST)]})
    assert waiting.context["seen"].late == 1 and "wait longer than they should" in text(waiting)


def test_orders_are_tried_against_a_simulated_office():
    bad = ORDERS[1] | {"number": "BAD", "consignee": None}
    answer = nobody().post("/board/", {"orders": orders(*ORDERS, bad)})
    assert answer.context["total"] == 110 and answer.context["held"] >= 1
    assert answer.context["usual"] == 0 and "BAD is held back: 311 consignee" in text(answer)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_word_is_said_in_the_language_asked_for(language, monkeypatch):
    lacking = heard(monkeypatch)
    client = nobody(language)
    client.get("/board/")
    client.post("/board/", {"files": [xml(LIST), xml(BACK)], "orders": orders(*ORDERS)})
    assert not lacking


def test_what_cannot_be_shown_is_said():
    assert nobody().post("/board/", {}).status_code == 422
    broken = nobody().post("/board/", {"files": [SimpleUploadedFile("a.xml", b"<a>")]})
    assert broken.status_code == 200 and "a.xml" in text(broken)
    nameless = nobody().post("/board/", {"orders": orders(*ORDERS[1:3])})
    assert nameless.status_code == 422 and "names no sender" in text(nameless)


@needs_chromium
@pytest.mark.parametrize(
    ("size", "language", "title"), [("desktop", "zh-CN", "在海关处置中"), ("phone", "en", "Stuck")]
)
def test_the_board_in_a_browser(browser, live_server, tmp_path, size, language, title):
    path = tmp_path / "orders.jsonl"
    path.write_bytes(orders(*ORDERS).read())
    page, complaints = opened_by(browser, live_server, nobody(language), size, language, "light")
    page.goto(f"{live_server.url}/board/")
    page.set_input_files("#orders", str(path))
    page.click("main form button.button")
    page.wait_for_selector("ul.tiles")
    assert title in page.inner_text("ul.tiles")
    page.wait_for_selector("[data-plot=states] canvas, [data-plot=states] svg")
    drawn = "echarts.getInstanceByDom(document.querySelector('[data-plot=states]')).getOption()"
    assert (page.evaluate(f"{drawn}.grid[0].top") > ONE_LINE) is (size == "phone"), "names that wrap cover no bar"
    assert page.locator("#held tbody tr").count() >= 1
    assert fits(page)
    assert complaints == []
