"""Ranks by lot: every number up to a largest one has a rank of its own, which only the seed decides.

Ranks are the numbers shuffled: no two are the same, and it can be said which number has a rank as well as which rank a
number has. So the first of many are found without looking at all of them.

The shuffle is a Feistel network (Luby and Rackoff) of eight rounds over a square of numbers, with what falls outside of
those wanted shuffled again; what its rounds add is BLAKE2b keyed by the seed.
"""

from hashlib import blake2b

ROUNDS = 8
SMALLEST = 8
"""Bits of half a number at least, so that few numbers are shuffled as well as many."""
LARGEST = 2**32 - 1
"""The largest number that is shuffled."""
BYTES = 4
"""Bytes of what a round adds for one value."""
DIGEST = 64
"""Bytes of a digest: what a round adds for sixteen values."""


class Ranks:
    """The numbers from 1 to `largest`, each with its rank from 0, for a seed and a kind of thing."""

    def __init__(self, seed: str, kind: str, largest: int) -> None:
        self.largest = largest
        self._half = max(SMALLEST, -(-max(largest - 1, 1).bit_length() // 2))
        self._mask = (1 << self._half) - 1
        key = blake2b(seed.encode(), digest_size=32).digest()
        self._rounds = [Round(key, f"{kind}:{largest}:{number}", self._mask) for number in range(ROUNDS)]

    def number(self, rank: int) -> int:
        """The number that has a rank."""
        found = self._forth(rank)
        while found >= self.largest:
            found = self._forth(found)
        return found + 1

    def rank(self, number: int) -> int:
        """The rank of a number."""
        found = self._back(number - 1)
        while found >= self.largest:
            found = self._back(found)
        return found

    def _forth(self, place: int) -> int:
        left, right = place >> self._half, place & self._mask
        for added in self._rounds:
            left, right = right, left ^ added[right]
        return left << self._half | right

    def _back(self, place: int) -> int:
        left, right = place >> self._half, place & self._mask
        for added in reversed(self._rounds):
            left, right = right ^ added[left], left
        return left << self._half | right


class Round(dict[int, int]):
    """What a round adds to one half of a number for each value of the other, worked out when it is asked for."""

    def __init__(self, key: bytes, name: str, mask: int) -> None:
        super().__init__()
        self._key, self._name, self._mask = key, name, mask

    def __missing__(self, value: int) -> int:
        portion, each = divmod(value, DIGEST // BYTES)
        drawn = blake2b(f"{self._name}:{portion}".encode(), digest_size=DIGEST, key=self._key).digest()
        for at in range(DIGEST // BYTES):
            added = int.from_bytes(drawn[at * BYTES : (at + 1) * BYTES], "big") & self._mask
            self[portion * (DIGEST // BYTES) + at] = added
        return self[portion * (DIGEST // BYTES) + each]
