"""Messages dropped on the page: mistakes by field in both languages, answers explained, hostile files refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shibosi.methods.formats.ceb import build_message, write_message
from shibosi.pages.tests.looking import heard, nobody, text
from shibosi.portal.messages import MOST

pytestmark = pytest.mark.django_db
GUID = "4CDE1CFD-EDED-46B1-946C-B8022E42FC94"
ORDER = write_message(build_message("CEB311Message", [{"head": {"orderNo": "O-1", "currency": "502"}}], None, GUID))
ANSWER = write_message(
    build_message("CEB312Message", [{"head": {"returnStatus": "100", "returnInfo": "[Code:1327;Desc:x]"}}], None, GUID)
)


def dropped(*files, language="en"):
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return nobody(language).post("/messages/", {"files": sent})


def test_mistakes_are_told_by_field():
    words = text(dropped(("order.xml", ORDER)))
    assert "It would be refused" in words and "CEB311Message" in words
    assert "currency" in words and "the schema allows 142 only" in words
    assert "0002 Package fails schema validation" in words


def test_in_chinese_nothing_is_left_in_english(monkeypatch):
    lacking = heard(monkeypatch)
    words = text(dropped(("order.xml", ORDER), ("answer.xml", ANSWER), language="zh-CN"))
    assert "报文模式只允许 142" in words and "购买人与支付单支付人" in words
    assert not lacking
    assert "清单编号" in text(nobody("zh-CN").get("/messages/622/")) and not lacking


def test_markup_in_a_value_is_shown_and_not_run():
    data = ORDER.replace(b">502<", b">&lt;script&gt;alert(1)&lt;/script&gt;<")
    page = dropped(("<b>.xml", data)).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


@pytest.mark.parametrize("data", [b"", b"<!DOCTYPE a><a/>", b"{", b"\xff\xfe\x00", b"PK\x03\x04"])
def test_what_is_no_message_is_said_to_be_unreadable(data):
    answer = dropped(("m.xml", data + b" "))
    assert answer.status_code == 200 and "It cannot be read as a whole" in text(answer)


@pytest.mark.parametrize("files", [[], [("m.xml", b"<a/>")] * 11, [("m.xml", b" " * (MOST + 1))]])
def test_too_little_and_too_much_are_refused(files):
    answer = dropped(*files)
    assert answer.status_code == 422 and "Choose at least one file" in text(answer)


def test_a_kind_that_is_none_is_told():
    assert nobody().get("/messages/999/").status_code in (404, 422)
