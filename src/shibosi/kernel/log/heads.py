"""Signed tree heads in the C2SP checkpoint form (c2sp.org/tlog-checkpoint over c2sp.org/signed-note, Ed25519).

    shibosi.example/log        origin
    20852163                   number of entries
    CsUYapGGPo4dkMgIAUqom...   root, base64
                               empty line
    — shibosi.example/log Az3grlgtzPICa5OS8np...

Outside witnesses may add signature lines of their own; lines by keys we do not know are passed over.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from shibosi.kernel.log.errors import ForeignSignature, UnreadableHead, UnreadableKey
from shibosi.kernel.log.tree import HASH_SIZE, LARGEST_SIZE

LONGEST_NOTE = 1_000_000
_ED25519 = b"\x01"
_SIGNATURE_LINE = re.compile(r"— (\S+) (\S+)")


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _unbase64(text: str) -> bytes | None:
    """The bytes of canonical base64, or None."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if _base64(data) == text else None


def _is_name(name: str) -> bool:
    return bool(name) and name.isprintable() and "+" not in name and not any(sign.isspace() for sign in name)


@dataclass(frozen=True, slots=True)
class Head:
    """The state of a log: whose, how many entries, which root. ValueError for what no checkpoint can hold."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not self.origin or not self.origin.isprintable():
            raise ValueError(f"no origin of a log: {self.origin!r}")
        if len(self.root) != HASH_SIZE or not 0 <= self.size <= LARGEST_SIZE:
            raise ValueError(f"no size or root of a log: {self.size}, {self.root!r}")

    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public Ed25519 key with its name. As text: name+id+key, the form of witnesses and of Go's sum database."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        if not _is_name(self.name) or len(self.public) != 32:
            raise UnreadableKey(where=self.name, expected="NAME+ID+KEY, Ed25519")

    @classmethod
    def of(cls, name: str, key: Ed25519PrivateKey) -> Self:
        """The public half of a signing key."""
        return cls(name, key.public_key().public_bytes_raw())

    @classmethod
    def read(cls, text: str) -> Self:
        """Read name+id+key; UnreadableKey where the id does not fit or the key is not Ed25519."""
        name, _, rest = text.strip().partition("+")
        written_id, _, encoded = rest.partition("+")
        data = _unbase64(encoded) or b""
        if data[:1] == _ED25519 and len(data) == 33:
            key = cls(name, data[1:])
            if key.id.hex() == written_id:
                return key
        raise UnreadableKey(where=text.strip(), expected="NAME+ID+KEY, Ed25519")

    @property
    def id(self) -> bytes:
        """Four bytes that stand for the key in signature lines."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_base64(_ED25519 + self.public)}"


def sign_head(head: Head, key: Ed25519PrivateKey, name: str | None = None) -> str:
    """The signed note for a head. The key is named for the log's origin unless a name is given.

    Sign only committed states: `Journal.head` gives no other.
    """
    signer = VerifierKey.of(head.origin if name is None else name, key)
    text = head.text()
    return f"{text}\n— {signer.name} {_base64(signer.id + key.sign(text.encode()))}\n"


def read_head(note: str, *keys: VerifierKey) -> Head:
    """The head in a signed note, if at least one of `keys` signed it and none of them is forged.

    Raises UnreadableHead for what is no checkpoint, ForeignSignature where the signatures do not hold.
    """
    text, signatures = _split(note)
    known = {(key.name, key.id): key for key in keys}
    verified = False
    for name, signature in signatures:
        key = known.get((name, signature[:4]))
        if key is None:
            continue
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(signature[4:], text.encode())
        except InvalidSignature:
            raise ForeignSignature(key=key) from None
        verified = True
    if not verified:
        raise ForeignSignature(key=", ".join(str(key) for key in keys))
    return _parse(text)


def _split(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Text and signatures (name, id and signature bytes) of a note."""
    if len(note) > LONGEST_NOTE:
        raise UnreadableHead(line=1)
    for number, line in enumerate(note.split("\n"), 1):
        if any(sign < " " or "\ud800" <= sign <= "\udfff" for sign in line):
            raise UnreadableHead(line=number)
    body, blank, tail = note.rpartition("\n\n")
    first = body.count("\n") + 3
    if not blank or not tail.endswith("\n"):
        raise UnreadableHead(line=note.count("\n") + 1)
    signatures = []
    for number, line in enumerate(tail[:-1].split("\n"), first):
        found = _SIGNATURE_LINE.fullmatch(line)
        signature = _unbase64(found[2]) if found else None
        if found is None or signature is None or len(signature) < 5 or not _is_name(found[1]):
            raise UnreadableHead(line=number)
        signatures.append((found[1], signature))
    return body + "\n", signatures


def _parse(text: str) -> Head:
    lines = text[:-1].split("\n")
    if len(lines) < 3 or "" in lines:
        raise UnreadableHead(line=lines.index("") + 1 if "" in lines else len(lines) + 1)
    origin, size, encoded = lines[:3]
    if not origin.isprintable():
        raise UnreadableHead(line=1)
    if not re.fullmatch("0|[1-9][0-9]{0,19}", size) or int(size) > LARGEST_SIZE:
        raise UnreadableHead(line=2)
    root = _unbase64(encoded)
    if root is None or len(root) != HASH_SIZE:
        raise UnreadableHead(line=3)
    return Head(origin, int(size), root)
