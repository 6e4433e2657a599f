"""As much DER as keys on the SM2 curve need, which `cryptography` does not read."""

from collections.abc import Iterator

from shibosi.methods.messages.signing.errors import NoKey
from shibosi.methods.messages.signing.sm2 import SIZE, N, Point, is_public

SEQUENCE, INTEGER, BITS, OCTETS, OID, FIRST_CONTEXT = 0x30, 0x02, 0x03, 0x04, 0x06, 0xA0
EC_PUBLIC_KEY = bytes.fromhex("2a8648ce3d0201")
SM2_CURVE = bytes.fromhex("2a811ccf5501822d")
UNCOMPRESSED = b"\0\4"
"""No unused bits; then x and y as they are."""


def items(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tags and contents one after the other. Raises NoKey."""
    at = 0
    while at < len(data):
        if at + 2 > len(data):
            raise NoKey()
        tag, length = data[at], data[at + 1]
        at += 2
        if length & 0x80:
            count = length & 0x7F
            if not 1 <= count <= 4 or at + count > len(data):
                raise NoKey()
            length = int.from_bytes(data[at : at + count])
            at += count
        if at + length > len(data):
            raise NoKey()
        yield tag, data[at : at + length]
        at += length


def sm2_public(data: bytes) -> Point | None:
    """The SM2 key of a SubjectPublicKeyInfo; None for a key of another kind. Raises NoKey."""
    inside = _inside(data)
    if len(inside) != 2 or inside[0][0] != SEQUENCE or inside[1][0] != BITS:
        raise NoKey()
    if [content for _, content in items(inside[0][1])] != [EC_PUBLIC_KEY, SM2_CURVE]:
        return None
    return _point(inside[1][1])


def sm2_public_of_certificate(tbs: bytes) -> Point | None:
    """The SM2 key in what a certificate has signed; None where the key is of another kind. Raises NoKey."""
    parts = _inside(tbs)
    start = 1 if parts and parts[0][0] == FIRST_CONTEXT else 0
    if len(parts) < start + 6:
        raise NoKey()
    tag, content = parts[start + 5]
    return sm2_public(_wrapped(tag, content))


def sm2_private(data: bytes) -> int | None:
    """The SM2 key of a PKCS#8 or SEC 1 private key; None for a key of another kind. Raises NoKey."""
    parts = _inside(data)
    if len(parts) >= 3 and parts[1][0] == SEQUENCE and parts[2][0] == OCTETS:
        if [content for _, content in items(parts[1][1])] != [EC_PUBLIC_KEY, SM2_CURVE]:
            return None
        parts = _inside(parts[2][1])
    elif not (len(parts) >= 3 and parts[1][0] == OCTETS and SM2_CURVE in parts[2][1]):
        return None
    if len(parts) < 2 or parts[1][0] != OCTETS:
        raise NoKey()
    number = int.from_bytes(parts[1][1])
    if not 1 <= number < N - 1:
        raise NoKey()
    return number


def public_of(point: Point) -> bytes:
    """An SM2 key as a SubjectPublicKeyInfo."""
    return _wrapped(SEQUENCE, _kind() + _wrapped(BITS, _bits(point)))


def private_of(number: int) -> bytes:
    """An SM2 key as PKCS#8."""
    inner = _wrapped(SEQUENCE, _wrapped(INTEGER, b"\1") + _wrapped(OCTETS, number.to_bytes(SIZE)))
    return _wrapped(SEQUENCE, _wrapped(INTEGER, b"\0") + _kind() + _wrapped(OCTETS, inner))


def _kind() -> bytes:
    return _wrapped(SEQUENCE, _wrapped(OID, EC_PUBLIC_KEY) + _wrapped(OID, SM2_CURVE))


def _bits(point: Point) -> bytes:
    return UNCOMPRESSED + point.x.to_bytes(SIZE) + point.y.to_bytes(SIZE)


def _inside(data: bytes) -> list[tuple[int, bytes]]:
    outer = list(items(data))
    if len(outer) != 1 or outer[0][0] != SEQUENCE:
        raise NoKey()
    return list(items(outer[0][1]))


def _wrapped(tag: int, content: bytes) -> bytes:
    """An item of at most 65,535 bytes."""
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    return bytes([tag, 0x82]) + length.to_bytes(2) + content


def _point(bits: bytes) -> Point:
    if len(bits) != 2 + 2 * SIZE or not bits.startswith(UNCOMPRESSED):
        raise NoKey()
    found = Point(int.from_bytes(bits[2 : 2 + SIZE]), int.from_bytes(bits[2 + SIZE :]))
    if not is_public(found):
        raise NoKey()
    return found
