"""Sealing: what must not lie open in the database, and how a sealed key is still found.

A sealed text is AES-256-GCM under the key of the server, bound to the column it stands in: moved to another column it
does not open. A token is HMAC-SHA-256 under a key derived from it: equal texts have equal tokens, nothing else shows.
"""

import hmac
import secrets
from base64 import b64decode, b64encode
from functools import cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shibosi import settings
from shibosi.kernel.errors import ShibosiError

NONCE = 12


class WrongSeal(ShibosiError):
    """A sealed text that the key of this server does not open."""

    code = "wrong-seal"
    message = (
        "The key of this server does not open a sealed value of {place}; "
        "a database needs the key it was written with (the file 'seal' or SHIBOSI_SEAL)."
    )


def sealed(text: str, place: str) -> str:
    """A text sealed for one column."""
    return b64encode(sealed_bytes(text.encode(), place)).decode()


def opened(sealed_text: str, place: str) -> str:
    """The text. Raises WrongSeal."""
    try:
        data = b64decode(sealed_text, validate=True)
    except ValueError as mistake:
        raise WrongSeal(place=place) from mistake
    return opened_bytes(data, place).decode()


def sealed_bytes(data: bytes, place: str) -> bytes:
    """Bytes sealed for one place: a column, or a file by its name."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + _cipher().encrypt(nonce, data, place.encode())


def opened_bytes(data: bytes, place: str) -> bytes:
    """The bytes. Raises WrongSeal."""
    try:
        return _cipher().decrypt(data[:NONCE], data[NONCE:], place.encode())
    except (InvalidTag, ValueError) as mistake:
        raise WrongSeal(place=place) from mistake


def token(text: str) -> str:
    """What stands for a text where it must be found again."""
    return hmac.new(_token_key(), text.encode(), sha256).hexdigest()


@cache
def _cipher() -> AESGCM:
    return AESGCM(settings.seal())


@cache
def _token_key() -> bytes:
    return hmac.new(settings.seal(), b"shibosi token", sha256).digest()
