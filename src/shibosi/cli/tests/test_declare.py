"""`shibosi customs declare`: a file of orders becomes signed messages, answered and standing where they do."""

import json

import pytest

from shibosi.methods.messages.signing.keys import RSA, new_key

AT = ("--at", "2026-03-03 10:00")


@pytest.fixture
def orders(ask, tmp_path):
    """A file with six invented orders."""
    path = tmp_path / "orders.jsonl"
    assert ask("customs", "orders", "--count", 6, "--day", "2026-03-03", "--out", path).status == 0
    return path


def changed(path, **changes):
    """The file with the first order changed."""
    sender, first, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([sender, json.dumps(json.loads(first) | changes), *rest]), encoding="utf-8")
    return path


def test_orders_are_signed_released_and_never_sent_twice(ask, orders, tmp_path):
    key, out = tmp_path / "key.pem", tmp_path / "out"
    private, public = new_key(RSA)
    key.write_bytes(private)
    (tmp_path / "public.pem").write_bytes(public)
    signed = ("--key", key, "--number", "01ab", *AT, "--simulate")
    made = ask("customs", "declare", orders, "--out", out, *signed)
    assert made.status == 0 and "7 messages of 6 orders" in made.words and "released" in made.words
    assert ask("messages", "status", out).status == 0
    lists = sorted((out / "sent").glob("*CEB621*"))
    assert ask("messages", "verify", *lists, "--key", tmp_path / "public.pem").status == 0
    again = ask("customs", "declare", orders, "--out", out, *signed)
    assert again.status == 0 and "0 messages of 0 orders" in again.words and "22 documents" in again.words


def test_an_order_that_would_be_refused_is_told_and_the_others_go(ask, orders, tmp_path):
    made = ask("customs", "declare", changed(orders, consignee=None), "--out", tmp_path / "out", "--unsigned", *AT)
    assert made.status == 1 and "consignee" in made.err and "7 messages of 5 orders" in made.words
    said = ask("customs", "declare", orders, "--out", tmp_path / "zh", "--unsigned", *AT, language="zh")
    assert "暂不报送" in said.err and "缺少该字段" in said.err


@pytest.mark.parametrize(
    ("story", "changes", "more", "said"),
    [
        ("a misspelt name", {"consinee": "x"}, ["--unsigned"], "'consinee' has no meaning here"),
        ("neither key nor leave to go without", {}, [], "give --key"),
    ],
)
def test_what_cannot_be_done_is_said(ask, orders, tmp_path, story, changes, more, said):
    made = ask("customs", "declare", changed(orders, **changes), "--out", tmp_path / "out", *more, *AT)
    assert made.status == 2 and said in made.err, story


def test_somebody_has_to_transmit(ask, orders, tmp_path):
    orders.write_text("\n".join(orders.read_text(encoding="utf-8").splitlines()[1:]), encoding="utf-8")
    made = ask("customs", "declare", orders, "--out", tmp_path / "out", "--unsigned", *AT)
    assert made.status == 2 and "names no sender" in made.err
