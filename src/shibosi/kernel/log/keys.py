"""Keys on disk: the signing key of the log and the keys of its runs. Paths come from the caller, never from here."""

import base64
import binascii
import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from shibosi.kernel.log.commitments import KEY_SIZE
from shibosi.kernel.log.errors import NoKey, UnreadableKey
from shibosi.kernel.log.files import create_file, sync


def signing_key(path: Path, *, create: bool = False) -> Ed25519PrivateKey:
    """The Ed25519 key in a PEM file (PKCS 8, no password). With `create`, made where there is no file (mode 0600).

    Raises NoKey where there is no file, UnreadableKey for anything else in it.
    """
    if create and not path.exists():
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        _keep(path, pem)
    key: object = None
    with suppress(ValueError, TypeError, UnsupportedAlgorithm):
        key = load_pem_private_key(_read(path), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise UnreadableKey(where=path, expected="Ed25519 PEM")
    return key


def run_key(path: Path, *, create: bool = False) -> bytes:
    """The 32 secret bytes of a run, as one line of base64. With `create`, drawn where there is no file (mode 0600)."""
    if create and not path.exists():
        _keep(path, base64.b64encode(secrets.token_bytes(KEY_SIZE)) + b"\n")
    key = b""
    with suppress(binascii.Error):
        key = base64.b64decode(_read(path).strip(), validate=True)
    if len(key) != KEY_SIZE:
        raise UnreadableKey(where=path, expected="base64, 32 bytes")
    return key


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    create_file(path, data, 0o600)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NoKey(file=path) from None


def destroy_key(path: Path) -> None:
    """Overwrite a key file and take it away. Copies, backups and the spare blocks of the disk are not in its reach."""
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync(path.parent)
