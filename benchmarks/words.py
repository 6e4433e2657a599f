"""Screening texts with 20,000 terms: the bare search on normalised text, and with normalisation and disguises.

    python -m benchmarks.words

Megabytes are of UTF-8, a second is of one processor. Terms: those shipped and made-up ones; texts: made of common
characters, with a term in one of a hundred.
"""

import random
import time
from collections.abc import Callable, Iterable

from shibosi.methods.text.folding import fold
from shibosi.methods.words.lexicons import Term, terms
from shibosi.methods.words.screening import Screen

TERMS, TEXTS, LONG = 20_000, 20_000, 80
HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
LATIN = "abcdefghijklmnopqrstuvwxyz"


def lexicon(dice: random.Random) -> list[Term]:
    """The terms shipped, and made-up ones up to 20,000: half Chinese, half of letters."""
    made = list(terms())
    model = made[0]
    while len(made) < TERMS:
        letters, size = (HAN, (4, 7)) if len(made) % 2 else (LATIN, (9, 14))
        word = "".join(dice.choices(letters, k=dice.randint(*size)))
        made.append(Term(word, model.topic, "", frozenset(["all"]), "warn", "made up", "local", ()))
    return made


def texts(dice: random.Random, letters: str, some: list[Term]) -> list[str]:
    """Made-up texts; into one of a hundred a term is put."""
    found = ["".join(dice.choices(letters + " ", k=LONG)) for _ in range(TEXTS)]
    for at in range(0, TEXTS, 100):
        found[at] += " " + dice.choice(some).term
    return found


def speed(work: Callable[[str], object], given: Iterable[str]) -> float:
    """Megabytes a second of processor time."""
    given = list(given)
    size = sum(len(text.encode()) for text in given)
    start = time.process_time()
    for text in given:
        work(text)
    return size / (time.process_time() - start) / 1e6


def main() -> None:
    """Print each figure beside its budget."""
    dice = random.Random(7)
    some = lexicon(dice)
    screen = Screen(some)
    for name, letters, budget in (("Chinese", HAN, 20), ("ASCII", LATIN, 80)):
        given = texts(dice, letters, some)
        whole = ["\n".join(given[at : at + 1000]) for at in range(0, TEXTS, 1000)]
        folded = [fold(text) for text in whole]
        screen.hits(given[0])
        print(f"{name}: bare search {speed(screen.search, folded):.0f} MB/s (budget 80)")
        print(f"{name}: folded, searched {speed(lambda text: screen.search(fold(text)), whole):.0f} MB/s")
        whole_work = speed(screen.hits, given)
        print(f"{name}: texts of {LONG} characters, all of it {whole_work:.1f} MB/s (budget {budget} on two cores)")


if __name__ == "__main__":
    main()
