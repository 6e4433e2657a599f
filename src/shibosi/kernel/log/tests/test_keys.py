"""Key files: made once, for the owner only, refused when they hold something else."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from shibosi.kernel.log.errors import NoKey, UnreadableKey
from shibosi.kernel.log.keys import destroy_key, run_key, signing_key
from shibosi.kernel.log.tests.builders import SIGNING_KEY


def pem(key: Ed25519PrivateKey | rsa.RSAPrivateKey, lock: KeySerializationEncryption | None = None) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock or NoEncryption())


def test_a_signing_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "log.pem"
    first = signing_key(file, create=True)
    assert file.stat().st_mode & 0o777 == 0o600
    for again in (signing_key(file), signing_key(file, create=True)):
        assert again.private_bytes_raw() == first.private_bytes_raw()
    assert [path.name for path in file.parent.iterdir()] == ["log.pem"]


def test_a_run_key_is_32_random_bytes_made_once(tmp_path: Path) -> None:
    file = tmp_path / "run.key"
    first = run_key(file, create=True)
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(first) == 32
    assert run_key(file, create=True) == first
    assert run_key(tmp_path / "other.key", create=True) != first


def test_a_missing_key_is_said_and_not_made_up(tmp_path: Path) -> None:
    for read in (signing_key, run_key):
        with pytest.raises(NoKey):
            read(tmp_path / "none")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("story", "data"),
    [
        ("empty", b""),
        ("not a key", b"hello\n"),
        ("cut short", pem(SIGNING_KEY)[:60]),
        ("RSA", pem(rsa.generate_private_key(65537, 2048))),
        ("locked with a password", pem(SIGNING_KEY, BestAvailableEncryption(b"secret"))),
        ("16 bytes", b"YWJjZGVmZ2hpamtsbW5vcA==\n"),
        ("no text", b"\xff\xfe\x00"),
    ],
)
def test_a_file_that_holds_no_such_key_is_refused_and_left_alone(tmp_path: Path, story: str, data: bytes) -> None:
    file = tmp_path / "key"
    file.write_bytes(data)
    for read in (signing_key, run_key):
        with pytest.raises(UnreadableKey) as refusal:
            read(file, create=True)
        assert refusal.value.facts["where"] == file
    assert file.read_bytes() == data


def test_a_destroyed_key_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "run.key"
    run_key(file, create=True)
    copy = tmp_path / "same file under another name"
    copy.hardlink_to(file)
    destroy_key(file)
    assert not file.exists()
    assert set(copy.read_bytes()) == {0}
