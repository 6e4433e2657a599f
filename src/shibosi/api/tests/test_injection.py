"""What is put into headers, paths and values to be run somewhere: it stays what it is, a text, or is refused."""

import pytest
from django.test import Client

from shibosi.api.tests.world import a_firm, an_order, the_platform
from shibosi.store.models import Account, Document, Role

pytestmark = pytest.mark.django_db
TEMPLATES = ["{{7*7}}", "{% debug %}", "{0.__class__}", "{place.__class__.__mro__}", "%(place)s", "${7*7}", "<b>x</b>"]


def test_a_session_never_writes_so_no_other_site_can_make_a_browser_write(monkeypatch):
    monkeypatch.setattr("shibosi.store.signing_in.SecondFactor.lacks", lambda *given: False)
    account = Account.objects.create_account("officer@x.example", role=Role.ADMINISTRATOR.value)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/api/v1/findings", headers={"Host": "localhost"}).status_code == 200
    for path in ("documents", "documents/bulk", "runs", "rejudge", "jobs/1/cancel", "jobs/1/retry", "webhooks"):
        answer = browser.post(
            f"/api/v1/{path}", "{}", content_type="application/json",
            headers={"Host": "localhost", "Origin": "https://evil.example"},
        )  # fmt: skip
        assert answer.status_code in (401, 403), path


def test_signing_in_needs_the_token_of_its_own_page():
    answer = Client(enforce_csrf_checks=True).post(
        "/accounts/login/", {"login": "a@b.example"}, headers={"Host": "localhost"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "localhost@evil.example", "localhost:80:80", "loc alhost", "[::1"])
def test_another_host_is_not_answered(host):
    assert Client().get("/api/v1/findings", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Shibosi-Party", "../../etc"), ("Shibosi-Party", "a\r\nSet-Cookie: x=y"), ("Shibosi-Party", "x" * 9000),
        ("Accept-Language", "../../../zh;q=nan,{0}"), ("X-Forwarded-For", "127.0.0.1, <script>"),
        ("X-Forwarded-Host", "evil.example"), ("X-Request-Id", "a\r\nb"), ("Authorization", "Bearer \r\nx"),
        ("Cookie", "sessionid=../../x; csrftoken={{7*7}}"), ("Content-Length", "-1"), ("Range", "bytes=0-1e9"),
    ],
)  # fmt: skip
def test_an_odd_header_is_refused_or_means_nothing(name, value):
    firm = a_firm("AAA")
    answer = Client().get("/api/v1/findings", headers={**firm.headers(), name: value})
    assert answer.status_code in (200, 400, 401, 403, 422)
    assert not any("\r" in text or "\n" in text or "evil.example" in text for text in map(str, answer.headers.values()))
    assert b"evil.example" not in answer.content
    assert "sessionid" not in answer.cookies or not answer.cookies["sessionid"].value


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/runs/..%2f..%2fseal/download", "/api/v1/runs/../../seal", "/api/v1/receipts/..%2f..%2fsecret",
        "/static/../settings/__init__.py", "/static/..%2f..%2fsecret", "/static/%2e%2e/%2e%2e/seal",
        "/api/v1/records/..%2f..%2f", "/api/v1/parameters/%2e%2e", "//etc/passwd", "/api/v1/runs/%00/differences",
    ],
)  # fmt: skip
def test_a_path_leads_to_no_file_of_the_server(path):
    answer = Client().get(path, headers=the_platform().headers())
    body = b"".join(answer) if answer.streaming else answer.content
    assert answer.status_code in (301, 302, 400, 404, 422), body[:200]
    assert b"root:" not in body and b"SHIBOSI_" not in body


@pytest.mark.parametrize("text", TEMPLATES)
def test_a_text_that_looks_like_a_template_stays_a_text(text):
    firm = a_firm("AAA")
    taken = firm.hand_in(an_order(buyer_name=text, merchant_name=text))
    assert taken.status_code == 200 and Document.objects.count() == 1
    (document,) = firm.get("/documents").json()["items"]
    assert firm.get(f"/documents/{document['id']}").json()["rows"]["order"][0]["values"]["merchant_name"] == text


@pytest.mark.parametrize("text", TEMPLATES)
def test_what_is_said_of_a_text_that_looks_like_a_template_repeats_it_as_it_is(text):
    firm = a_firm("AAA")
    (problem,) = firm.hand_in(an_order(goods_value=text)).json()["refused"][0]["problems"]
    assert text[:20] in problem["sentence"]
    for answer in (
        firm.post("/documents", {"documents": [{"kind": text, "values": {}}]}), firm.get(f"/records/{text[:6]}"),
        firm.hand_in({"kind": "order", "values": {text: 1}}), firm.get("/findings", limit=text),
    ):  # fmt: skip
        assert answer.status_code in (200, 404, 422)
        assert "49" not in answer.json().get("detail", "") and "mro" not in answer.json().get("detail", "").replace(
            text, ""
        )
    assert answer["X-Content-Type-Options"] == "nosniff" and "default-src 'none'" in answer["Content-Security-Policy"]
