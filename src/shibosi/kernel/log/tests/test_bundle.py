"""Bundles: what goes in, and that the independent verifier believes nothing else."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.log import verifier
from shibosi.kernel.log.bundle import make_bundle, show, write_bundle
from shibosi.kernel.log.commitments import commit_many
from shibosi.kernel.log.errors import ForeignHead, ForeignSignature, IndexOutOfRange, NotThatEntry, SizeOutOfRange
from shibosi.kernel.log.heads import Head, VerifierKey, sign_head
from shibosi.kernel.log.journal import Journal
from shibosi.kernel.log.keys import destroy_key, run_key
from shibosi.kernel.log.tests.builders import KEY, ORIGIN, RUN_KEY, SIGNING_KEY, run_verifier

CONTENTS = [f'{{"结果":"符合","单号":"O-{index}"}}'.encode() for index in range(20)] + [b"\xff\x00 not text", b""]
STRANGER = Ed25519PrivateKey.from_private_bytes(b"s" * 32)


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Journal:
    """A log of 22 entries, grown in two commits."""
    return Journal.create(tmp_path_factory.mktemp("bundle") / "log", commit_many(RUN_KEY, CONTENTS))


def head_at(journal: Journal, size: int) -> str:
    return sign_head(Head(ORIGIN, size, journal.root(size)), SIGNING_KEY)


@pytest.fixture(scope="module")
def bundle(journal: Journal) -> str:
    shown = [show(RUN_KEY, index, CONTENTS[index]) for index in (3, 20, 21)]
    return make_bundle(journal, head_at(journal, 22), KEY, shown, sealed=[0, 7], older=head_at(journal, 13))


@pytest.fixture
def verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run the verifier in this process over a bundle text: exit status and what it said."""

    def run(text: str, *arguments: str) -> tuple[int, str]:
        (tmp_path / "bundle.json").write_text(text, "utf-8")
        status = verifier.main([str(tmp_path / "bundle.json"), *arguments])
        return status, capsys.readouterr().out

    return run


def test_a_bundle_verifies_alone_with_nothing_installed(tmp_path: Path, bundle: str) -> None:
    write_bundle(tmp_path / "bundle.json", bundle)
    run = run_verifier(tmp_path / "bundle.json", "--key", KEY)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines() == [
        f"head of {ORIGIN}: 22 entries, signature holds | 树头：22 条，签名有效",
        "entry 0: in the log, content not shown | 条目 0：在日志中，内容未披露",
        "entry 3: in the log, content as committed | 条目 3：在日志中，内容与承诺一致",
        '    {"结果":"符合","单号":"O-3"}',
        "entry 7: in the log, content not shown | 条目 7：在日志中，内容未披露",
        "entry 20: in the log, content as committed | 条目 20：在日志中，内容与承诺一致",
        "    b'\\xff\\x00 not text'",
        "entry 21: in the log, content as committed | 条目 21：在日志中，内容与承诺一致",
        "    b''",
        "older head of 13 entries: the log grew from it | 旧树头（13 条）：与本日志一致",
        "    " + json.loads(bundle)["older"]["head"].split("\n")[2],
        "VERIFIED | 通过",
    ]


def test_a_tampered_bundle_is_refused_by_the_file_that_is_handed_over(tmp_path: Path, bundle: str) -> None:
    write_bundle(tmp_path / "bundle.json", bundle.replace("O-3", "O-4"))
    run = run_verifier(tmp_path / "bundle.json")
    assert (run.returncode, run.stdout.splitlines()[-1]) == (1, "REFUSED | 未通过")
    assert "entry 3: NOT in the log, or changed | 条目 3：不在日志中，或内容被改动" in run.stdout
    assert run_verifier(tmp_path / "no bundle").returncode == 2
    assert run_verifier().returncode == 2


Change = Callable[[dict[str, Any]], object]


def entry(bundle: dict[str, Any], index: int) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in bundle["entries"] if item["index"] == index)
    return found


def elsewhere(head: str) -> str:
    """The same state, rightly signed by the same key, for another log."""
    _, size, root = head.split("\n")[:3]
    return sign_head(Head("other.example", int(size), base64.b64decode(root)), SIGNING_KEY, name=ORIGIN)


def spare_bits(text: str) -> str:
    """The same 32 bytes in base64 that is not canonical: the last sign carries two bits that count for nothing."""
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = text[:-2] + signs[signs.index(text[-2]) | 1] + "="
    assert base64.b64decode(other) == base64.b64decode(text)
    return other


def swap_heads(bundle: dict[str, Any]) -> None:
    bundle["head"], bundle["older"]["head"] = bundle["older"]["head"], bundle["head"]
    bundle["entries"] = []


def resigned(bundle: dict[str, Any], size: int) -> str:
    root = base64.b64decode(bundle["head"].split("\n")[2])
    return sign_head(Head(ORIGIN, size, root), SIGNING_KEY)


@pytest.mark.parametrize(
    ("story", "status", "change"),
    [
        ("another place", 1, lambda b: entry(b, 3).update(index=4)),
        ("a place beyond the end", 1, lambda b: entry(b, 3).update(index=22)),
        ("a place before the beginning", 1, lambda b: entry(b, 0).update(index=-1)),
        ("another salt", 1, lambda b: entry(b, 3).update(salt=entry(b, 20)["salt"])),
        ("another leaf", 1, lambda b: entry(b, 0).update(leaf=entry(b, 7)["leaf"])),
        ("one proof hash less", 1, lambda b: entry(b, 3)["proof"].pop()),
        ("one proof hash more", 1, lambda b: entry(b, 3)["proof"].append(entry(b, 0)["leaf"])),
        ("another size, rightly signed", 1, lambda b: b.update(head=resigned(b, 40))),
        ("a size the signature does not cover", 1, lambda b: b.update(head=b["head"].replace("\n22\n", "\n23\n"))),
        ("no signature of ours", 1, lambda b: b.update(head=b["head"].replace("— shib", "— ship"))),
        ("another key", 1, lambda b: b.update(key=str(VerifierKey.of(ORIGIN, STRANGER)))),
        ("consistency proof cut", 1, lambda b: b["older"]["proof"].pop(0)),
        ("consistency proof empty", 1, lambda b: b["older"].update(proof=[])),
        ("the older head is the newer", 1, lambda b: swap_heads(b)),
        ("an older head of another log", 1, lambda b: b["older"].update(head=elsewhere(b["older"]["head"]))),
        ("base64 with spare bits", 2, lambda b: entry(b, 0).update(leaf=spare_bits(entry(b, 0)["leaf"]))),
        ("a hash of 31 bytes", 2, lambda b: entry(b, 3)["proof"].__setitem__(0, "A" * 40 + "AA==")),
        ("loose base64", 2, lambda b: entry(b, 0).update(leaf=entry(b, 0)["leaf"].replace("=", "=\n"))),
        ("a salt of 16 bytes", 2, lambda b: entry(b, 3).update(salt="A" * 22 + "==")),
        ("a place that is no number", 2, lambda b: entry(b, 3).update(index=3.0)),
        ("a place that is true", 2, lambda b: entry(b, 3).update(index=True)),
        ("salt without content", 2, lambda b: entry(b, 3).pop("text")),
        ("content twice", 2, lambda b: entry(b, 3).update(base64="")),
        ("a field nobody verifies", 2, lambda b: b.update(note="certified by the authority")),
        ("a missing field", 2, lambda b: b.pop("entries")),
        ("a later version", 2, lambda b: b.update(version=2)),
        ("another format", 2, lambda b: b.update(format="other")),
        ("a key id that does not fit", 2, lambda b: b.update(key=b["key"].replace(KEY.id.hex(), "00000000"))),
        ("a head that is no note", 2, lambda b: b.update(head="hello")),
        ("half a surrogate", 2, lambda b: entry(b, 3).update(text="\ud800")),
    ],
)
def test_a_tampered_bundle_is_refused(
    verify: Callable[..., tuple[int, str]], bundle: str, story: str, status: int, change: Change
) -> None:
    value = json.loads(bundle)
    change(value)
    found, said = verify(json.dumps(value))
    assert found == status
    assert "VERIFIED" not in said


@pytest.mark.parametrize("text", ["", "[]", "null", '{"format": "shibosi-log-bundle"', "[" * 100_000, '{"a":1,"a":1}'])
def test_what_is_no_bundle_ends_with_2(verify: Callable[..., tuple[int, str]], text: str) -> None:
    status, said = verify(text)
    assert status == 2
    assert said.startswith("COULD NOT BE READ")


def test_a_field_that_stands_twice_is_refused(verify: Callable[..., tuple[int, str]], bundle: str) -> None:
    assert verify(bundle.replace('"version": 1,', '"version": 1, "version": 1,'))[0] == 2


@given(data=st.data())
def test_no_change_of_one_character_goes_unnoticed(
    tmp_path_factory: pytest.TempPathFactory, bundle: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(bundle) - 1))
    text = bundle[:at] + data.draw(st.sampled_from('0aA+/= "\n\\é')) + bundle[at + 1 :]
    file = tmp_path_factory.mktemp("change") / "bundle.json"
    file.write_text(text, "utf-8")
    try:
        same = json.loads(text) == json.loads(bundle)
    except ValueError:
        same = False
    assert (verifier.main([str(file)]) == 0) is same


def test_the_key_may_come_in_every_published_form(
    tmp_path: Path, verify: Callable[..., tuple[int, str]], bundle: str
) -> None:
    spki = SIGNING_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "public.pem").write_bytes(spki)
    (tmp_path / "public.txt").write_text(f"{KEY}\n")
    bare = base64.b64encode(KEY.public).decode()
    for key in (str(KEY), bare, str(tmp_path / "public.pem"), str(tmp_path / "public.txt")):
        assert verify(bundle, "--key", key)[0] == 0


def test_a_bundle_signed_by_a_stranger_only_passes_as_his_own(
    verify: Callable[..., tuple[int, str]], journal: Journal
) -> None:
    key = VerifierKey.of(ORIGIN, STRANGER)
    forged = make_bundle(journal, sign_head(journal.head(ORIGIN), STRANGER), key, [])
    status, said = verify(forged)
    assert status == 0
    assert "the key is the bundle's own, compare it with the published one | 公钥取自证明包，请与公布的公钥核对" in said
    assert str(key) in said
    assert verify(forged, "--key", str(KEY))[0] == 1
    assert verify(forged, "--key", "no key")[0] == 2


def test_content_cannot_paint_on_the_screen(verify: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    content = "\x1b[2J\u202e\nVERIFIED | 通过".encode()
    with Journal.create(tmp_path / "log", commit_many(RUN_KEY, [content])) as journal:
        text = make_bundle(journal, head_at(journal, 1), KEY, [show(RUN_KEY, 0, content)])
    status, said = verify(text)
    assert status == 0
    assert not {"\x1b", "\u202e"} & set(said)
    assert said.count("\nVERIFIED") == 1


def test_a_destroyed_key_leaves_every_proof_valid(tmp_path: Path, verify: Callable[..., tuple[int, str]]) -> None:
    file = tmp_path / "person.key"
    key = run_key(file, create=True)
    with Journal.create(tmp_path / "log", commit_many(key, CONTENTS)) as journal:
        head = journal.head(ORIGIN)
        given_out = make_bundle(journal, sign_head(head, SIGNING_KEY), KEY, [show(key, 3, CONTENTS[3])])
        destroy_key(file)
        journal.check()
        assert journal.head(ORIGIN) == head
        sealed = make_bundle(journal, sign_head(head, SIGNING_KEY), KEY, [], sealed=range(22))
        status, said = verify(sealed)
        assert (status, said.count("in the log, content not shown")) == (0, 22)
        assert not any(content and content.decode("utf-8", "replace") in said for content in CONTENTS)
        with pytest.raises(NotThatEntry):
            make_bundle(journal, sign_head(head, SIGNING_KEY), KEY, [show(run_key(file, create=True), 4, CONTENTS[4])])
    assert verify(given_out)[0] == 0


def test_nothing_that_would_not_verify_is_put_into_a_bundle(journal: Journal, tmp_path: Path) -> None:
    good = head_at(journal, 22)
    with pytest.raises(NotThatEntry) as refusal:
        make_bundle(journal, good, KEY, [show(RUN_KEY, 3, CONTENTS[4])])
    assert refusal.value.facts == {"index": 3}
    with pytest.raises(IndexOutOfRange):
        make_bundle(journal, head_at(journal, 5), KEY, [show(RUN_KEY, 5, CONTENTS[5])])
    with pytest.raises(ForeignSignature):
        make_bundle(journal, sign_head(journal.head(ORIGIN), STRANGER), KEY, [])
    with pytest.raises(ForeignHead):
        make_bundle(journal, sign_head(Head(ORIGIN, 22, bytes(32)), SIGNING_KEY), KEY, [])
    for older in (0, 22):
        with pytest.raises(SizeOutOfRange):
            make_bundle(journal, head_at(journal, 21), KEY, [], older=head_at(journal, older))
    never = sign_head(Head(ORIGIN, 5, bytes(32)), SIGNING_KEY)
    for older_head in (never, elsewhere(head_at(journal, 5))):
        with pytest.raises(ForeignHead):
            make_bundle(journal, good, KEY, [], older=older_head)
