"""Fifty flat rules over a record of thirty columns, once: from here come our controls and the peer's expressions.

Every rule compares columns with constants or with one another, or looks into a short list; five shapes, ten of each.
"""

import random
from dataclasses import dataclass

TEXTS, NUMBERS = [f"t{at}" for at in range(10)], [f"n{at}" for at in range(20)]
COLUMNS = TEXTS + NUMBERS
WORDS = [f"C{at:03}" for at in range(40)]
RULES = 50
SHAPES = 5
LARGEST = 10_000


@dataclass(frozen=True)
class Rule:
    """A rule of one of the shapes below: the columns and constants it is about."""

    name: str
    shape: int
    left: str
    right: str
    third: str
    limit: int
    word: str
    words: tuple[str, ...]

    def expression(self) -> str:
        """As the peer writes it."""
        words = ", ".join(f'"{word}"' for word in self.words)
        return [
            f"{self.left} <= {self.limit}",
            f"{self.left} + {self.right} >= {self.third}",
            f"{self.word} in [{words}]",
            f"{self.left} <= {self.limit} or {self.word} in [{words}]",
            f"not ({self.left} > {self.limit} and {self.right} > {self.third})",
        ][self.shape]


def rules(seed: int = 1) -> list[Rule]:
    """The fifty rules."""
    chance = random.Random(seed)
    return [
        Rule(
            f"rule_{at:02}", at % SHAPES, *chance.sample(NUMBERS, 3), chance.randrange(LARGEST // 2, LARGEST),
            chance.choice(TEXTS), tuple(sorted(chance.sample(WORDS, 30))),
        )
        for at in range(RULES)
    ]  # fmt: skip


def records(number: int, seed: int = 2) -> list[dict[str, int | str]]:
    """Records without gaps: text columns hold codes, number columns whole numbers."""
    chance = random.Random(seed)
    return [
        {
            **{name: chance.choice(WORDS) for name in TEXTS},
            **{name: chance.randrange(LARGEST) for name in NUMBERS},
        }
        for _ in range(number)
    ]
