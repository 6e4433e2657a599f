"""SM2 signatures with SM3 (GB/T 32918-2016, curve of GB/T 32918.5-2017), for messages: plain whole numbers, exact.

No kept library of ours signs SM2: `cryptography` has SM3 but not the curve, and gmssl 3.2.2 draws its nonces from a
generator that can be foretold. Times depend on the key here: sign on a machine of your own, or with a card.
"""

import secrets
from functools import cache
from typing import NamedTuple

from cryptography.hazmat.primitives.hashes import SM3, Hash

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
GX = 0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7
GY = 0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0
SIZE = 32
IDENTITY = b"1234567812345678"
"""The user id that everybody in this trade signs with."""
WINDOW = 4
"""Bits of a factor that are taken at once."""


class Point(NamedTuple):
    """A point of the curve other than infinity."""

    x: int
    y: int


Jacobian = tuple[int, int, int]
"""X/Z², Y/Z³; Z is 0 at infinity."""
INFINITY: Jacobian = (1, 1, 0)
G = Point(GX, GY)


def is_public(point: Point) -> bool:
    """Whether a point lies on the curve."""
    x, y = point
    return 0 <= x < P and 0 <= y < P and (y * y - (x * x * x + A * x + B)) % P == 0


def new_private() -> int:
    """A new private key."""
    return secrets.randbelow(N - 2) + 1


def public_of(private: int) -> Point:
    """The public key of a private one (1 to N-2)."""
    return _affine(_of_base(private))


def digest(data: bytes, public: Point) -> bytes:
    """SM3 over the identity, the curve, the public key, and the data: what is signed."""
    return sm3(_z(public) + data)


def sm3(data: bytes) -> bytes:
    """The SM3 hash, 32 bytes."""
    hashed = Hash(SM3())
    hashed.update(data)
    return hashed.finalize()


def sign(data: bytes, private: int) -> bytes:
    """r and s, 32 bytes each."""
    hashed = int.from_bytes(digest(data, public_of(private)))
    while True:
        made = signed_with(hashed, private, secrets.randbelow(N - 1) + 1)
        if made is not None:
            return made[0].to_bytes(SIZE) + made[1].to_bytes(SIZE)


def signed_with(hashed: int, private: int, nonce: int) -> tuple[int, int] | None:
    """r and s of a hash with a nonce that is used once; None for the nonces that do not serve."""
    r = (hashed + _affine(_of_base(nonce)).x) % N
    s = pow(1 + private, -1, N) * (nonce - r * private) % N
    return None if r == 0 or r + nonce == N or s == 0 else (r, s)


def verify(data: bytes, signature: bytes, public: Point) -> bool:
    """Whether r and s, 64 bytes, are of this key over this data."""
    if len(signature) != 2 * SIZE or not is_public(public):
        return False
    r, s = int.from_bytes(signature[:SIZE]), int.from_bytes(signature[SIZE:])
    t = (r + s) % N
    if not (0 < r < N and 0 < s < N and t):
        return False
    found = _add(_of_base(s), _times(t, public))
    hashed = int.from_bytes(digest(data, public))
    return found[2] != 0 and (hashed + _affine(found).x) % N == r


@cache
def _z(public: Point) -> bytes:
    """The hash of who signs."""
    numbers = (A, B, GX, GY, public.x, public.y)
    return sm3((8 * len(IDENTITY)).to_bytes(2) + IDENTITY + b"".join(one.to_bytes(SIZE) for one in numbers))


def _affine(point: Jacobian) -> Point:
    x, y, z = point
    inverse = pow(z, -1, P)
    square = inverse * inverse % P
    return Point(x * square % P, y * square * inverse % P)


def _double(point: Jacobian) -> Jacobian:
    x, y, z = point
    if not z:
        return INFINITY
    zz = z * z % P
    yy = y * y % P
    slope = 3 * (x - zz) * (x + zz) % P
    xyy = 4 * x * yy % P
    new_x = (slope * slope - 2 * xyy) % P
    return new_x, (slope * (xyy - new_x) - 8 * yy * yy) % P, 2 * y * z % P


def _add(one: Jacobian, other: Jacobian) -> Jacobian:
    x1, y1, z1 = one
    x2, y2, z2 = other
    if not z1:
        return other
    if not z2:
        return one
    zz1, zz2 = z1 * z1 % P, z2 * z2 % P
    u1, u2 = x1 * zz2 % P, x2 * zz1 % P
    s1, s2 = y1 * zz2 * z2 % P, y2 * zz1 * z1 % P
    if u1 == u2:
        return _double(one) if s1 == s2 else INFINITY
    h, r = u2 - u1, s2 - s1
    hh = h * h % P
    hhh, v = h * hh % P, u1 * hh % P
    x = (r * r - hhh - 2 * v) % P
    return x, (r * (v - x) - s1 * hhh) % P, z1 * z2 * h % P


def _times(factor: int, point: Point) -> Jacobian:
    """A multiple of any point."""
    table = [INFINITY, (point.x, point.y, 1)]
    while len(table) < 1 << WINDOW:
        table.append(_add(table[-1], table[1]))
    found = INFINITY
    for shift in range(256 - WINDOW, -1, -WINDOW):
        for _ in range(WINDOW):
            found = _double(found)
        found = _add(found, table[factor >> shift & (1 << WINDOW) - 1])
    return found


def _of_base(factor: int) -> Jacobian:
    """A multiple of the base point, from its table: additions only."""
    found = INFINITY
    for place, row in enumerate(_base_table()):
        found = _add(found, row[factor >> place * WINDOW & (1 << WINDOW) - 1])
    return found


@cache
def _base_table() -> tuple[tuple[Jacobian, ...], ...]:
    """For each window of a factor the multiples of the base point it may ask for."""
    rows: list[tuple[Jacobian, ...]] = []
    start: Jacobian = (GX, GY, 1)
    for _ in range(256 // WINDOW):
        row = [INFINITY, start]
        while len(row) < 1 << WINDOW:
            row.append(_add(row[-1], start))
        rows.append(tuple((*_affine(one), 1) if one[2] else one for one in row))
        start = _add(row[-1], start)
    return tuple(rows)
