"""The page is safe to open and to hand on: nothing from outside, nothing hostile gets in, no person is laid bare."""

import re
from decimal import Decimal

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.domains.customs.tests.builders import without
from shibosi.report import html, page
from shibosi.report.tests.making import a_run, an_import, seen

SCRIPT = "<script>alert(1)</script>"
PICTURE = "\"'><img src=x onerror=alert(1)>"
TURNED = "\u202egpj.exe\u2066\u200b"


@pytest.mark.parametrize(
    "text", [SCRIPT, PICTURE, TURNED, "</td></table>", "&lt;b&gt;", "{sentence}", "%s", "a" * 5000]
)
def test_a_hostile_document_stays_text(tmp_path, text):
    order = {"number": text[:40], "merchant_code": text}
    made = a_run(
        tmp_path, an_import(1, list_line=[{"name": text}, {}], order=order, customs_list={"merchant_code": "M"})
    )
    tree = made.parsed()
    assert len(tree.xpath("//script")) == 1 and tree.xpath("//img") == []
    assert not [name for name in tree.xpath("//@*") if str(name.attrname).startswith("on")]
    shown = html.UNSEEN.sub(html.REPLACEMENT, text)[:120]
    assert shown in " ".join(tree.xpath("//td//text()"))


def test_a_document_cannot_hide_what_it_says(tmp_path):
    page_ = a_run(tmp_path, an_import(1, list_line=[{"name": TURNED}, {}])).page()
    assert not set("\u202e\u2066\u200b") & set(page_) and "�gpj.exe" in page_


def test_nothing_is_asked_of_the_outside(tmp_path):
    text = a_run(tmp_path, an_import(1, payment={"amount": Decimal(1)})).page()
    tree = lxml.html.fromstring(text)
    assert tree.xpath("//link | //iframe | //object | //embed | //form | //base | //@src | //@srcset | //@action") == []
    assert all(target.startswith("#") for target in tree.xpath("//@href"))
    assert not re.search(r"https?:|//[a-z]|url\(|@import|javascript:|<svg[^>]*xmlns", text)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    assert tree.xpath("//@style") == []


PERSONAL = {
    "name": ("张三丰", "李四光"), "id": ("110105194912310021", "110105194912990021"),
    "phone": ("13812340000", "13812390000"),
    "address": ("浙江省杭州市西湖区文三路1号A座", "浙江省杭州市西湖区文三路2号B座"),
}  # fmt: skip


@pytest.fixture(scope="module")
def personal(tmp_path_factory):
    """An order whose buyer differs from that of payment, waybill and list in everything."""
    one, other = ({kind: values[at] for kind, values in PERSONAL.items()} for at in (0, 1))
    folder = tmp_path_factory.mktemp("personal")
    return a_run(folder, an_import(
        1, order={"buyer_name": one["name"], "buyer_id": one["id"], "buyer_phone": one["phone"],
                  "consignee": one["name"], "consignee_phone": one["phone"], "consignee_address": one["address"]},
        payment={"payer_name": other["name"], "payer_id": other["id"]},
        waybill={"consignee": other["name"], "consignee_phone": other["phone"], "consignee_address": other["address"]},
        customs_list={"buyer_name": other["name"], "buyer_id": other["id"], "buyer_phone": other["phone"],
                      "consignee_address": other["address"]},
    ))  # fmt: skip


def test_no_personal_datum_is_in_the_page(personal):
    text = personal.page()
    assert [value for values in PERSONAL.values() for value in values if value in text] == []


@pytest.mark.parametrize(
    ("control", "cells"),
    [
        ("buyer_name_agrees", ["张*", "李*"]),
        ("buyer_id_agrees", ["1101**********0021A", "1101**********0021B"]),
        ("buyer_phone_agrees", ["138****0000A", "138****0000B"]),
        ("consignee_address_agrees", ["浙江省杭州市***A", "浙江省杭州市***B", "浙江省杭州市***B"]),
    ],
)
def test_values_that_look_alike_when_masked_carry_letters(personal, control, cells):
    article = personal.parsed().xpath(f"//article[@id='{control}']")[0]
    assert [seen(cell) for cell in article.xpath(".//tbody//td[@class='decides']")] == cells


def test_the_key_of_a_person_is_masked(tmp_path):
    made = a_run(tmp_path, an_import(1, list_line=[{"total": Decimal(40_000)}, {}]))
    article = made.parsed().xpath("//article[@id='yearly_purchases_within_limit']")[0]
    assert "Dossiers: 1101**********002X/2026" in seen(article)
    assert "11010519491231002X" not in made.page()


# -- bounds


def test_the_page_of_many_findings_is_small_and_always_the_same(tmp_path):
    long_ = [{"line_number": at, "name": f"{at} " + "很长的名称 " * 40} for at in range(1, 60)]
    orders = [
        an_import(number, list_line=long_, payment=[{"number": f"P-{at}"} for at in range(30)]) for number in range(60)
    ]
    made = a_run(tmp_path, *orders)
    text = made.page()
    assert len(text.encode()) < page.ROOM + 1_000_000
    article = lxml.html.fromstring(text).xpath("//article[@id='lines_correspond']")[0]
    assert len(article.xpath(".//div[@class='example']")) == 5
    assert max(len(table.xpath("./tbody/tr")) for table in article.xpath(".//table")) <= 8
    assert made.page() == text


def test_without_room_keys_stand_for_documents(tmp_path, monkeypatch):
    monkeypatch.setattr(page, "ROOM", 100)
    tree = a_run(tmp_path, an_import(1, payment={"amount": Decimal(1)})).parsed()
    article = tree.xpath("//article[@id='payments_equal_the_amount_paid']")[0]
    assert "The documents are not shown here" in seen(article) and "O-1-00001" in seen(article)
    assert article.xpath(".//div[@class='example']") == []


def test_a_dossier_whose_documents_are_gone_is_still_told(tmp_path):
    made = a_run(tmp_path, an_import(1, payment={"amount": Decimal(1)}))
    for kind in list(made.sources.frames):
        made.sources.frames[kind] = [frame.head(0) for frame in made.sources.frames[kind]]
    assert "O-1-00001" in seen(made.parsed().xpath("//article[@id='payments_equal_the_amount_paid']")[0])


def test_a_line_without_partner_is_a_gap(tmp_path):
    made = a_run(tmp_path, an_import(1, list_line=[{}]))
    article = made.parsed().xpath("//article[@id='lines_correspond']")[0]
    assert [seen(cell) for cell in article.xpath(".//td[contains(@class, 'gone')]")] == ["no such line"]


@pytest.mark.parametrize(("kinds", "words"), [(["waybill"], "not reported"), ([], "kind not handed in")])
def test_a_missing_document_and_a_kind_not_handed_in_are_told_apart(tmp_path, kinds, words):
    dossier = without(an_import(1, customs_list={"consignee_address": "上海市 浦东新区"}), "waybill")
    article = a_run(tmp_path, dossier, kinds=kinds).parsed().xpath("//article[@id='consignee_address_agrees']")[0]
    assert [seen(head) for head in article.xpath(".//th[contains(@class, 'gone')]")] == [f"Waybill{words}"]


@given(st.text())
def test_any_text_survives_the_page_as_text(text):
    shown = html.tag("p", text, title=text)
    found = lxml.html.fromstring(f"<div>{shown}</div>")[0]
    clean = html.UNSEEN.sub(html.REPLACEMENT, text)
    assert len(found) == 0
    assert (found.text or "").replace("\r\n", "\n").replace("\r", "\n") == clean.replace("\r\n", "\n").replace(
        "\r", "\n"
    )
