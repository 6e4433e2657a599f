"""The server as a stranger starts it: `shibosi serve --example`, its worker, and the client over HTTP."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from decimal import Decimal
from http.cookiejar import CookieJar
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from shibosi.api.client import Client, Refused
from shibosi.api.tests.world import an_order

WAIT = 240


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address and the token of a server that was just started."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    environment = {**os.environ, "SHIBOSI_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    environment.pop("SHIBOSI_DATABASE", None)
    said = (home / "said").open("w+")
    process = subprocess.Popen(
        [sys.executable, "-m", "shibosi", "--lang", "en", "serve", "--example", "--port", str(port)],
        env=environment, stdout=said, stderr=subprocess.STDOUT, cwd=home,
    )  # fmt: skip
    address, until = f"http://127.0.0.1:{port}", time.monotonic() + WAIT
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{address}/health/ready", timeout=5):
                break
        except OSError:
            time.sleep(0.3)
    said.seek(0)
    text = said.read()
    found = re.search(r"sbs_\S+", text)
    assert found, text
    yield address, found[0], text
    process.send_signal(signal.SIGINT)
    process.wait(30)
    said.close()


def test_a_stranger_is_told_how_to_come_in(server):
    address, _, text = server
    assert re.search(r"First administrator: \S+, password \S{12,}", text) and address in text
    with urlopen(f"{address}/api/v1/docs") as page, urlopen(f"{address}/static/ninja/swagger-ui.css") as style:
        assert page.status == style.status == 200


def test_the_client_hands_in_reads_and_verifies(server):
    client = Client(server[0], server[1])
    before = client.head()
    first = client.hand_in([an_order(number="NEW-1", goods_value=Decimal("19.90"))], key="k1")
    again = client.hand_in([an_order(number="NEW-1", goods_value=Decimal("19.90"))], key="k1")
    assert (first.stored, again.repeated, again.receipt) == (1, True, first.receipt)
    assert first.findings == again.findings
    after = client.head()
    assert after.size > before.size and client.grew(before, after) and client.stands(after.size - 1, after)
    assert not client.stands(0, type(after)(after.size, before.root))
    open_ = list(client.findings())
    assert len({one["id"] for one in open_}) == len(open_) > 50
    assert client.explanation(open_[0]["id"])["reasons"]
    (state,) = client.dossiers(kind="order", key="NEW-1")
    assert client.dossier(state["id"])["rows"]["order"][0]["values"]["goods_value"] == "19.9"


def test_the_client_hands_in_many_and_is_answered_for_each(server):
    client = Client(server[0], server[1])
    found = list(client.hand_in_many(an_order(number=f"MANY-{number}") for number in range(700)))
    assert [one["line"] for one in found] == list(range(1, 701))
    assert len({one["receipt"] for one in found}) == 3 and not any(one["known"] for one in found)


def test_the_client_is_told_why_it_was_refused(server):
    with pytest.raises(Refused) as refused:
        Client(server[0], "sbs_wrong").head()
    assert (refused.value.status, refused.value.code) == (401, "bad-token")
    with pytest.raises(Refused) as refused:
        Client(server[0], server[1]).dossier(10**9)
    assert (refused.value.status, refused.value.code) == (404, "not-there")


def test_a_body_without_a_length_is_refused_and_not_taken_for_an_empty_one(server):
    host, _, port = server[0].removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), 10) as raw:
        raw.sendall(
            f"POST /api/v1/documents/bulk HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {server[1]}\r\n"
            "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            "2\r\n{}\r\n0\r\n\r\n".encode()
        )
        answer = b""
        while piece := raw.recv(4096):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 422") and b"no-length" in answer


def test_files_are_checked_by_the_server_that_just_handed_in_its_example(server):
    """Frames are read in the server's own process, which must not be forked from one that has used them."""
    visitor = build_opener(HTTPCookieProcessor(CookieJar()))
    form = visitor.open(f"{server[0]}/check/", timeout=WAIT).read().decode()
    secret = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    orders = SimpleUploadedFile("order.csv", b"number,order_type,paid\nA1,I,10.00\n")
    body = encode_multipart(BOUNDARY, {"csrfmiddlewaretoken": secret[1], "files": [orders]})
    headers = {"Content-Type": MULTIPART_CONTENT, "Referer": f"{server[0]}/check/"}
    answer = visitor.open(Request(f"{server[0]}/check/files/", body, headers), timeout=WAIT)
    until = time.monotonic() + WAIT
    while visitor.open(f"{answer.url}state/", timeout=WAIT).status == 200 and time.monotonic() < until:
        time.sleep(0.3)
    assert "order.csv" in visitor.open(answer.url, timeout=WAIT).read().decode()
