"""Keys that sign and verify: RSA with SHA-1, SM2 with SM3; from files, or behind the same interface from a card."""

import base64
import binascii
import re
from dataclasses import dataclass, replace
from typing import Protocol

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA1, Hash
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)

from shibosi.methods.messages.signing import der, sm2
from shibosi.methods.messages.signing.errors import AnotherKey, LockedKey, NoKey

RSA, SM2 = "rsa", "sm2"
PEM = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----\s*([A-Za-z0-9+/=\s]+?)-----END \1-----")
PRIVATE, PUBLIC = re.compile("(?:EC |RSA |ENCRYPTED )?PRIVATE KEY"), re.compile("PUBLIC KEY")
LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that verifies."""

    kind: str
    rsa: RSAPublicKey | None = None
    point: sm2.Point | None = None

    def verifies(self, data: bytes, signature: bytes) -> bool:
        """Whether a signature is of this key over this data."""
        if self.point is not None:
            return sm2.verify(data, signature, self.point)
        if self.rsa is None:
            return False
        try:
            self.rsa.verify(signature, data, PKCS1v15(), SHA1())
        except InvalidSignature:
            return False
        return True


class Signer(Protocol):
    """Whatever signs: a key in a file, a card, a device on the network. `kind` is `rsa` or `sm2`; `certificate` its
    certificate as DER, empty where none is sent; `number` the number of the card's certificate, in lower case;
    `public` what verifies it."""

    @property
    def kind(self) -> str: ...
    @property
    def certificate(self) -> bytes: ...
    @property
    def number(self) -> str: ...
    @property
    def public(self) -> PublicKey: ...

    def sign(self, data: bytes) -> bytes:
        """The signature: PKCS#1 v1.5 over SHA-1, or r and s of SM2 over SM3, 64 bytes."""


@dataclass(frozen=True, slots=True)
class FileSigner:
    """A key that was read from a file."""

    kind: str
    private: RSAPrivateKey | int
    certificate: bytes = b""
    number: str = ""

    @property
    def public(self) -> PublicKey:
        """The key that verifies what it signs."""
        if isinstance(self.private, int):
            return PublicKey(SM2, point=sm2.public_of(self.private))
        return PublicKey(RSA, rsa=self.private.public_key())

    def with_certificate(self, certificate: bytes, public: PublicKey, number: str) -> "FileSigner":
        """The same with a certificate (DER), its key and its number. Raises AnotherKey."""
        if self.public != public and (public.rsa is None or self.public.rsa is None
                                      or public.rsa.public_numbers() != self.public.rsa.public_numbers()):  # fmt: skip
            raise AnotherKey()
        return replace(self, certificate=certificate, number=number.lower())

    def sign(self, data: bytes) -> bytes:
        """The signature."""
        if isinstance(self.private, int):
            return sm2.sign(data, self.private)
        return self.private.sign(data, PKCS1v15(), SHA1())


def new_key(kind: str) -> tuple[bytes, bytes]:
    """A key for trying things out, private and public in PEM. Customs knows only keys on the cards it gave out."""
    if kind == RSA:
        made = generate_private_key(65537, 2048)
        private = made.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        public = made.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    else:
        number = sm2.new_private()
        private, public = der.private_of(number), der.public_of(sm2.public_of(number))
    return _pem("PRIVATE KEY", private), _pem("PUBLIC KEY", public)


def _pem(label: str, data: bytes) -> bytes:
    lines = base64.encodebytes(data).decode("ascii")
    return f"-----BEGIN {label}-----\n{lines}-----END {label}-----\n".encode()


def blocks(data: bytes, label: re.Pattern[str], most: int = 1_000) -> list[bytes]:
    """The DER of every PEM block with such a label; a file without any is taken as DER itself. Raises NoKey."""
    if len(data) > LARGEST:
        raise NoKey()
    if b"-----BEGIN" not in data:
        return [data]
    found = []
    for match in PEM.finditer(data):
        if label.fullmatch(match[1].decode("ascii")):
            try:
                found.append(base64.b64decode(b"".join(match[2].split()), validate=True))
            except binascii.Error as mistake:
                raise NoKey() from mistake
    if not found or len(found) > most:
        raise NoKey()
    return found


def private_key(data: bytes, password: str = "") -> FileSigner:
    """The signer of a private key, PEM or DER; SM2 keys without password only. Raises NoKey, LockedKey."""
    (made, *_) = blocks(data, PRIVATE)
    encrypted = b"ENCRYPTED PRIVATE KEY" in data
    if not encrypted:
        number = der.sm2_private(made)
        if number is not None:
            return FileSigner(SM2, number)
    try:
        found = load_der_private_key(made, password.encode() if password else None)
    except (TypeError, ValueError, UnsupportedAlgorithm) as mistake:
        raise (LockedKey() if encrypted else NoKey()) from mistake
    if not isinstance(found, RSAPrivateKey):
        raise NoKey()
    return FileSigner(RSA, found)


def public_key(data: bytes) -> PublicKey:
    """The key of a SubjectPublicKeyInfo, PEM or DER. Raises NoKey."""
    (made, *_) = blocks(data, PUBLIC)
    point = der.sm2_public(made)
    if point is not None:
        return PublicKey(SM2, point=point)
    try:
        found = load_der_public_key(made)
    except (ValueError, UnsupportedAlgorithm) as mistake:
        raise NoKey() from mistake
    if not isinstance(found, RSAPublicKey):
        raise NoKey()
    return PublicKey(RSA, rsa=found)


def sha1(data: bytes) -> bytes:
    """The SHA-1 hash, 20 bytes: what customs still asks for beside SM3."""
    hashed = Hash(SHA1())
    hashed.update(data)
    return hashed.finalize()
