"""Screening texts with 20,000 terms: the bare search on normalised text, and with normalisation and disguises.

    python -m benchmarks.words

Megabytes are of UTF-8, a second is of one processor; budgets for two cores are halved. Terms: those shipped and made-up
ones. Texts: made-up ones of few common characters, which look like the terms as no real text does, and the lines of our
own documents; a term stands in one of a hundred.
"""

import random
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec

from benchmarks.measuring import ROOT
from shibosi.methods.text.folding import fold
from shibosi.methods.text.literals import Automaton, Hyperscan, Literals
from shibosi.methods.text.windows import Windows
from shibosi.methods.words.lexicons import Term, terms
from shibosi.methods.words.screening import Screen

TERMS, TEXTS, LONG = 20_000, 20_000, 80
SEARCHES = {"automaton": Automaton, "windows": Windows} | ({"hyperscan": Hyperscan} if find_spec("hyperscan") else {})
BARE = {"automaton": "none: for few terms", "windows": "80", "hyperscan": "250"}
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


def made_up(dice: random.Random, letters: str) -> list[str]:
    """Texts of random letters."""
    return ["".join(dice.choices(letters + " ", k=LONG)) for _ in range(TEXTS)]


def documents(dice: random.Random, ascii_only: bool) -> list[str]:
    """Pieces of our documents: the Chinese ones, or lines of the English ones that are ASCII."""
    files = sorted(path for path in ROOT.glob("docs/**/*.md") if path.name.endswith(".zh.md") != ascii_only)
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    whole = " ".join(line for line in lines if line.isascii() or not ascii_only)
    pieces = [whole[at : at + LONG] for at in range(0, len(whole), LONG)]
    return dice.choices(pieces, k=TEXTS)


def seeded(dice: random.Random, found: list[str], ascii_only: bool, some: list[Term]) -> list[str]:
    """Texts, into one of a hundred of which a term is put."""
    fitting = [one.term for one in some if one.term.isascii() == ascii_only]
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
    cases = [
        ("Chinese, made up", made_up(dice, HAN), False, 20), ("ASCII, made up", made_up(dice, LATIN), True, 80),
        ("Chinese, documents", documents(dice, False), False, 20),
        ("ASCII, documents", documents(dice, True), True, 80),
    ]  # fmt: skip
    searches = {name: found([fold(one.term).encode() for one in some]) for name, found in SEARCHES.items()}
    for name, plain, ascii_only, budget in cases:
        given = seeded(dice, plain, ascii_only, some)
        encoded = [fold("\n".join(given[at : at + 1000])).encode() for at in range(0, TEXTS, 1000)]
        for called, search in searches.items():
            print(f"{name}: bare {called} {bare(search, encoded):.0f} MB/s (budget {BARE[called]})")
        alone = speed(screen.hits, given[:2000])
        screen.sweep(given[:100])
        size = sum(len(text.encode()) for text in given)
        start = time.process_time()
        screen.sweep(given)
        swept = size / (time.process_time() - start) / 1e6
        print(
            f"{name}: texts of {LONG} characters one by one {alone:.1f} MB/s, swept {swept:.1f} MB/s on one core "
            f"(budget {budget // 2})"
        )


if __name__ == "__main__":
    main()
