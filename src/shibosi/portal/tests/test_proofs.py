"""Verifying: what is right verifies, whatever was changed does not, and what is no proof is said to be none."""

import json
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from shibosi.kernel.log.bundle import VERIFIER
from shibosi.kernel.log.heads import VerifierKey
from shibosi.pages.tests.looking import nobody, text
from shibosi.store import logbook, proofs
from shibosi.store.models import LogEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    """A log of eleven entries, of which the third was erased."""
    told = [logbook.Entry("tested", f"thing:{number}", {"number": number}) for number in range(11)]
    logbook.append(told, timezone.now())
    LogEntry.objects.filter(position=2).update(content=None, salt=None)
    return list(LogEntry.objects.order_by("position"))


def sent(proof, key="", language="en"):
    """What the page says of a proof."""
    data = proof if isinstance(proof, bytes) else json.dumps(proof).encode()
    return nobody(language).post("/verify/", {"file": SimpleUploadedFile("b.json", data), "key": key})


def test_a_bundle_of_the_server_verifies_here_and_by_itself(log, tmp_path):
    made = proofs.bundle(log[1:4], older=5)
    _, key = proofs.signed_head()
    assert "It verifies" in text(sent(made.encode(), str(key)))
    assert "条目 1：在日志中，内容与承诺一致" in text(sent(made.encode(), str(key), "zh-CN"))
    (tmp_path / "b.json").write_text(made)
    alone = [sys.executable, "-I", str(VERIFIER), str(tmp_path / "b.json"), "--key", str(key)]
    assert subprocess.run(alone, check=False).returncode == 0


def test_a_changed_bundle_does_not_verify(log):
    made = json.loads(proofs.bundle(log[:2]))
    made["entries"][1]["text"] = made["entries"][1]["text"].replace("1", "2")
    assert "It does not verify" in text(sent(made))


def test_a_bundle_of_another_key_does_not_verify(log):
    other = VerifierKey.of("other.example/log", Ed25519PrivateKey.generate())
    assert "signed by another key" in text(sent(json.loads(proofs.bundle(log[:1])), str(other)))


def test_single_proofs_verify(log):
    head, path = logbook.head()[1], logbook.inclusion(3, 11)
    proof = {"position": 3, "leaf": bytes(log[3].leaf).hex(), "size": 11, "root": head.hex(),
             "path": [one.hex() for one in path]}  # fmt: skip
    assert "The entry is in the log of 11 entries." in text(sent(proof))
    assert "does not lead to the root" in text(sent(proof | {"position": 4}))
    grown = nobody().get("/verify/consistency/?first=4").json()
    assert "grew from that of 4" in text(sent(grown))
    assert "does not lead to the root" in text(sent(grown | {"first": 5}))


@pytest.mark.parametrize(
    "given",
    [b"", b"{", b"[]", b"[" * 100_000, b"\xff", b'{"format": "other"}', b'{"position": 1}',
     b'{"index": "1", "proof": 3}', b'{"format": "shibosi-log-bundle", "version": 1}',
     b'{"first": 1, "size": 1e400, "path": []}'],
)  # fmt: skip
def test_what_is_no_proof_is_said_to_be_none(given, log):
    answer = sent(given)
    assert answer.status_code == 422 and "neither a bundle nor a proof" in text(answer)


def test_a_key_is_never_taken_for_a_file(log):
    assert sent(json.loads(proofs.bundle(log[:1])), "/etc/passwd").status_code == 422


def test_the_signed_head_is_given_to_witnesses(log):
    answer = nobody().get("/verify/head/?size=5")
    origin, size, *_ = answer.content.decode().split("\n")
    assert (origin, size) == (proofs.ORIGIN, "5") and answer["Content-Type"].startswith("text/plain")
    for odd in ("0", "12", "x", "-1", "9" * 30):
        assert nobody().get(f"/verify/head/?size={odd}").status_code == 422


def test_an_empty_log_has_no_head_and_a_page_all_the_same():
    assert nobody().get("/verify/").status_code == 200
    assert nobody().get("/verify/head/").status_code == 422
