"""Screening texts with 20,000 terms: the bare search on normalised text, and with normalisation and disguises.

    python -m benchmarks.words

Megabytes are of UTF-8, a second is of one processor. Terms: those shipped and made-up ones; texts: made of common
characters, with a term in one of a hundred.
"""

import random
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec

from shibosi.methods.text.folding import fold
from shibosi.methods.text.literals import Automaton, Hyperscan, Literals
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
    fitting = [one.term for one in some if one.term.isascii() == letters.isascii()]
    for at in range(0, TEXTS, 100):
        found[at] += " " + dice.choice(fitting)
    return found


def speed(work: Callable[[str], object], given: Iterable[str]) -> float:
    """Megabytes a second of processor time."""
    given = list(given)
    size = sum(len(text.encode()) for text in given)
    start = time.process_time()
    for text in given:
        work(text)
    return size / (time.process_time() - start) / 1e6


def bare(search: Literals, given: list[bytes]) -> float:
    """Megabytes a second of processor time of a search in normalised text."""
    start = time.process_time()
    for data in given:
        sum(1 for _ in search.places(data))
    return sum(map(len, given)) / (time.process_time() - start) / 1e6


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
        terms_of = [fold(one.term) for one in some]
        for search, least in ((Automaton, 80), (Hyperscan, 250)):
            if search is Hyperscan and not find_spec("hyperscan"):
                continue
            found = search([term.encode() for term in terms_of])
            encoded = [text.encode() for text in folded]
            print(f"{name}: bare {search.__name__} {bare(found, encoded):.0f} MB/s (budget {least})")
        print(f"{name}: folded, searched {speed(lambda text: screen.search(fold(text)), whole):.0f} MB/s")
        alone = speed(screen.hits, given)
        screen.sweep(given[:100])
        size = sum(len(text.encode()) for text in given)
        start = time.process_time()
        screen.sweep(given)
        swept = size / (time.process_time() - start) / 1e6
        print(
            f"{name}: texts of {LONG} characters one by one {alone:.1f} MB/s, swept {swept:.1f} MB/s on one core "
            f"(budget {budget} on two)"
        )


if __name__ == "__main__":
    main()
