"""Keys, certificates and signed messages for the tests. The RSA key is made once: making one takes its time."""

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from shibosi.methods.formats.ceb import Message, read_message
from shibosi.methods.messages.signing.keys import SM2, FileSigner
from shibosi.methods.messages.signing.signing import sign
from shibosi.methods.messages.tests.builders import SIGNATURE, a_message

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SM2_PRIVATE = 0x3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8
NUMBER = "03000000000cde6f"


@cache
def rsa_key(which: int) -> RSAPrivateKey:
    """An RSA key as short as those on cards; another for another number."""
    return generate_private_key(65537, 1024)


def signer(kind: str = SM2, certificate: bytes = b"") -> FileSigner:
    """A signer without certificate unless one is given."""
    return FileSigner(kind, SM2_PRIVATE if kind == SM2 else rsa_key(0), certificate, NUMBER)


def certificate(
    which: int = 0, issuer: int | None = None, name: str = "holder", issued_by: str = "", ca: bool = False,
    days: tuple[int, int] = (-10, 10), number: int = 0x03000000000CDE6F,
) -> bytes:  # fmt: skip
    """A certificate in DER of RSA key `which`, signed by key `issuer` (itself unless given), days around now."""
    key, by = rsa_key(which), rsa_key(which if issuer is None else issuer)
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issued_by or name))
        .public_key(key.public_key())
        .serial_number(number)
        .not_valid_before(NOW + timedelta(days[0]))
        .not_valid_after(NOW + timedelta(days[1]))
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
    )
    return made.sign(by, SHA256()).public_bytes(Encoding.DER)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def unsigned(number: str = "311", more: bytes = b"") -> Message:
    """A message that is not signed, with more behind BaseTransfer."""
    data = a_message(number).replace(SIGNATURE, more)
    found, problems = read_message(data, "m.xml")
    assert found is not None and not problems
    return found


@cache
def signed(kind: str = SM2, number: str = "311") -> bytes:
    """A signed message."""
    return sign(unsigned(number), signer(kind))
