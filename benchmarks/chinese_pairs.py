"""An open benchmark: labelled pairs of Chinese names and their spellings, a third of them hard negatives.

    python -m benchmarks.chinese_pairs [OUT.csv]

`chinese_names.csv` is written by hand for this benchmark: the matcher's readings come from Unihan and its own
rules, and no table is shared. Every name is made up of family and given names; each kind of variation gets the same
number of pairs. What is measured is spelling: no real person or firm is meant. Written is `chinese_name_pairs.csv`.
"""

import csv
import random
import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

NAMES = Path(__file__).parent / "chinese_names.csv"
PAIRS = NAMES.with_name("chinese_name_pairs.csv")
EACH_SAME, EACH_OTHER = 150, 115


class Sign(NamedTuple):
    """A character with its spellings: simplified, traditional, pinyin with tone, Wade-Giles, Hong Kong."""

    simple: str
    full: str
    pinyin: str
    wade: str
    canton: str

    @property
    def plain(self) -> str:
        """Pinyin without its tone, as passports write it (ü as u)."""
        return "".join(c for c in unicodedata.normalize("NFD", self.pinyin) if not unicodedata.combining(c))


class Name(NamedTuple):
    """A made-up person."""

    family: Sign
    given: tuple[Sign, ...]

    def written(self, full: bool = False) -> str:
        """The name in characters."""
        return "".join(one.full if full else one.simple for one in (self.family, *self.given))

    def spelt(self, system: str = "plain", first: bool = True, gap: str = "") -> str:
        """The name in Latin letters, family name first or last, syllables of the given name joined by `gap`."""
        family = getattr(self.family, system).capitalize()
        given = gap.join(getattr(one, system) for one in self.given)
        given = given.title() if gap == " " else given.capitalize()
        return f"{family} {given}" if first else f"{given} {family}"


@cache
def signs(kind: str) -> list[Sign]:
    """The names of a kind: "family" and "given" with all their spellings, "place", "trade" and "brand" without."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [Sign(*list(row.values())[1:]) for row in rows if row["kind"] == kind]


Draw = random.Random
Made = tuple[str, str]
Firm = tuple[Sign, Sign, Sign]


def a_name(draw: Draw, size: int = 0) -> Name:
    """A name with one or two characters after the family name."""
    return Name(draw.choice(signs("family")), tuple(draw.sample(signs("given"), size or draw.choice((1, 2, 2, 2)))))


def slipped(text: str, draw: Draw) -> str:
    """One letter left out, doubled, turned round or another, inside a word of five letters or more."""
    places = [i for i in range(1, len(text) - 1) if text[i - 1 : i + 2].isalpha()]
    place = draw.choice(places)
    kinds = (
        text[:place] + text[place + 1 :],
        text[:place] + text[place] + text[place:],
        text[:place] + text[place + 1] + text[place] + text[place + 2 :],
        text[:place] + draw.choice("aeioung") + text[place + 1 :],
    )
    return draw.choice([one for one in kinds if one != text] or [text[:-1]])


def a_firm(draw: Draw) -> Firm:
    """Place, brand and trade of a made-up firm."""
    return draw.choice(signs("place")), draw.choice(signs("brand")), draw.choice(signs("trade"))


def firm(parts: Firm, form: str = "有限公司") -> str:
    """A firm in characters."""
    return "".join(one.simple for one in parts) + form


def romanised(parts: Firm, form: str) -> str:
    """A firm in Latin letters."""
    return " ".join(one.pinyin.capitalize() for one in parts) + f" {form}"


def same_kinds() -> dict[str, Callable[[Draw], Made]]:
    """Kinds of variation that leave the bearer the same."""

    def firms(make: Callable[[Firm], Made]) -> Callable[[Draw], Made]:
        return lambda draw: make(a_firm(draw))

    def names(make: Callable[[Name, Draw], Made], size: int = 0) -> Callable[[Draw], Made]:
        return lambda draw: make(a_name(draw, size), draw)

    return {
        "characters and pinyin": names(lambda n, d: (n.written(), n.spelt())),
        "given name first": names(lambda n, d: (n.written(), n.spelt(first=False))),
        "pinyin with tones": names(lambda n, d: (n.written(), n.spelt("pinyin"))),
        "pinyin by syllable": names(lambda n, d: (n.written(), n.spelt(gap=d.choice((" ", "-")))), 2),
        "traditional and simplified": names(lambda n, d: (n.written(), n.written(full=True))),
        "traditional and pinyin": names(lambda n, d: (n.written(full=True), n.spelt().upper())),
        "Wade-Giles and characters": names(lambda n, d: (n.written(full=True), n.spelt("wade", gap="-")), 2),
        "Wade-Giles and pinyin": names(lambda n, d: (n.spelt(), n.spelt("wade", gap="-")), 2),
        "Cantonese and characters": names(lambda n, d: (n.written(full=True), n.spelt("canton", gap=" ")), 2),
        "pinyin with a slip": names(lambda n, d: (n.spelt(), slipped(n.spelt(), d)), 2),
        "characters and pinyin with a slip": names(lambda n, d: (n.written(), slipped(n.spelt(), d)), 2),
        "legal form left out": firms(lambda f: (firm(f), firm(f, ""))),
        "firm in Latin letters": firms(lambda f: (romanised(f, "Co., Ltd."), romanised(f, "Limited"))),
    }


def other_kinds() -> dict[str, Callable[[Draw], Made | None]]:
    """Kinds of difference that make another bearer, though the names are near."""

    def another(draw: Draw, name: Name) -> Name:
        place = draw.randrange(len(name.given))
        sign = draw.choice([one for one in signs("given") if one.plain != name.given[place].plain])
        return Name(name.family, (*name.given[:place], sign, *name.given[place + 1 :]))

    def character(draw: Draw) -> Made:
        name = a_name(draw, 2)
        return name.written(), another(draw, name).written()

    def syllable(draw: Draw) -> Made:
        name = a_name(draw, 2)
        return name.spelt(gap=" "), another(draw, name).spelt(gap=" ")

    def across(draw: Draw) -> Made:
        name = a_name(draw, 2)
        return name.written(), another(draw, name).spelt()

    def homophone(draw: Draw) -> Made | None:
        name = a_name(draw, 2)
        alike = [
            one for one in signs("given") if one.plain == name.given[0].plain and one.simple != name.given[0].simple
        ]
        return (name.written(), Name(name.family, (draw.choice(alike), name.given[1])).written()) if alike else None

    def family(draw: Draw) -> Made:
        name = a_name(draw, 2)
        other = draw.choice([one for one in signs("family") if one.plain != name.family.plain])
        return name.written(), Name(other, name.given).spelt()

    def turned(draw: Draw) -> Made:
        name = a_name(draw, 2)
        return name.written(), Name(name.family, name.given[::-1]).written()

    def firms(place: int, latin: bool) -> Callable[[Draw], Made]:
        def make(draw: Draw) -> Made:
            one = a_firm(draw)
            kind = ("place", "brand", "trade")[place]
            other = (
                *one[:place],
                draw.choice([other for other in signs(kind) if other != one[place]]),
                *one[place + 1 :],
            )
            return (romanised(one, "Co., Ltd."), romanised(other, "Limited")) if latin else (firm(one), firm(other))

        return make

    return {
        "another character": character,
        "another syllable": syllable,
        "another character against pinyin": across,
        "same sound, another character": homophone,
        "another family name": family,
        "characters turned round": turned,
        "another brand": firms(1, False),
        "another brand in Latin letters": firms(1, True),
        "another trade": firms(2, False),
    }


def pairs(seed: int = 2026) -> Iterator[dict[str, str]]:
    """Every pair with its label, kind of bearer and kind of variation; no pair twice."""
    draw = random.Random(seed)
    seen: set[Made] = set()
    plan = [
        (kinds, each, label)
        for kinds, each, label in ((same_kinds(), EACH_SAME, "true"), (other_kinds(), EACH_OTHER, "false"))
    ]
    for kinds, each, label in plan:
        for variation, make in kinds.items():
            count = tries = 0
            while count < each and tries < 50 * each:
                tries += 1
                made = make(draw)
                if made and made not in seen and made[0] != made[1]:
                    seen.add(made)
                    count += 1
                    firm = any(word in variation for word in ("firm", "form", "brand", "trade"))
                    schema = "Company" if firm else "Person"
                    cells = {"schema": schema, "name1": made[0], "name2": made[1], "is_match": label}
                    yield {**cells, "variation": variation}


def main(path: Path) -> None:
    """Write the file."""
    rows = list(pairs())
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("# Made by python -m benchmarks.chinese_pairs; tables by hand, names made up; Apache-2.0\n")
        writer = csv.DictWriter(file, ["schema", "name1", "name2", "is_match", "variation"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    other = sum(row["is_match"] == "false" for row in rows)
    print(f"{len(rows):,} pairs, {other:,} of them of two bearers")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAIRS)
