"""Certificates of who signs, and whom we trust: certificates themselves, or whoever issued them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from shibosi.methods.messages.signing import der, sm2
from shibosi.methods.messages.signing.errors import NoKey
from shibosi.methods.messages.signing.keys import RSA, SM2, PublicKey, blocks

LABEL = re.compile("(?:X509 |TRUSTED )?CERTIFICATE")


@dataclass(frozen=True)
class Certificate:
    """A certificate as it is sent: who holds the key, from when, until when."""

    data: bytes
    parsed: x509.Certificate

    @cached_property
    def key(self) -> PublicKey:
        """The key it vouches for. Raises NoKey for one that is neither RSA nor SM2."""
        point = der.sm2_public_of_certificate(self.parsed.tbs_certificate_bytes)
        if point is not None:
            return PublicKey(SM2, point=point)
        try:
            found = self.parsed.public_key()
        except (ValueError, UnsupportedAlgorithm) as mistake:
            raise NoKey() from mistake
        if not isinstance(found, RSAPublicKey):
            raise NoKey()
        return PublicKey(RSA, rsa=found)

    @property
    def holder(self) -> str:
        """Who holds the key, as the certificate says: a person or a firm."""
        return self.parsed.subject.rfc4514_string()

    @property
    def number(self) -> str:
        """Its number in lower-case hexadecimal."""
        return f"{self.parsed.serial_number:x}"

    def serves_at(self, moment: datetime) -> bool:
        """Whether a moment (with a zone) lies in its days."""
        return self.parsed.not_valid_before_utc <= moment <= self.parsed.not_valid_after_utc

    def issued(self, other: "Certificate") -> bool:
        """Whether it signed another certificate and may do so."""
        if self.parsed.subject != other.parsed.issuer or not self._may_issue():
            return False
        if self.key.kind == SM2:
            signature = _raw(other.parsed.signature)
            return signature is not None and self.key.verifies(other.parsed.tbs_certificate_bytes, signature)
        try:
            other.parsed.verify_directly_issued_by(self.parsed)
        except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
            return False
        return True

    def _may_issue(self) -> bool:
        try:
            return bool(self.parsed.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
        except (x509.ExtensionNotFound, ValueError):
            return False


@dataclass(frozen=True)
class TrustList:
    """Whom we trust. A certificate is trusted when it stands here itself, or was issued by one that does."""

    certificates: tuple[Certificate, ...]

    def trusts(self, one: Certificate, moment: datetime) -> bool:
        """Whether a certificate is trusted at a moment."""
        if any(own.data == one.data for own in self.certificates):
            return True
        return any(own.serves_at(moment) and own.issued(one) for own in self.certificates)


def certificate(data: bytes) -> Certificate:
    """A certificate, DER or PEM. Raises NoKey."""
    return certificates(data)[0]


def certificates(data: bytes) -> list[Certificate]:
    """All certificates of a file. Raises NoKey."""
    found = []
    for one in blocks(data, LABEL):
        try:
            found.append(Certificate(one, x509.load_der_x509_certificate(one)))
        except ValueError as mistake:
            raise NoKey() from mistake
    return found


def trust_list(files: Iterable[bytes]) -> TrustList:
    """The trust list of files with certificates. Raises NoKey."""
    return TrustList(tuple(one for data in files for one in certificates(data)))


def _raw(signature: bytes) -> bytes | None:
    """r and s of a signature in DER, 32 bytes each; None where it is none."""
    try:
        ((tag, inside),) = der.items(signature)
        numbers = [int.from_bytes(content) for one, content in der.items(inside) if one == der.INTEGER]
    except (NoKey, ValueError):
        return None
    if tag != der.SEQUENCE or len(numbers) != 2 or any(one >= sm2.N for one in numbers):
        return None
    return b"".join(one.to_bytes(sm2.SIZE) for one in numbers)
