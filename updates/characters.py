"""Write the tables of characters anew: simplified forms, letters that look alike, readings of Chinese characters.

    python -m updates.characters UNIHAN OPENCC CONFUSABLES

UNIHAN is a folder with `Unihan_Readings.txt` (Unicode licence; the Debian package `unicode-data` has it), OPENCC
the file `TSCharacters.txt` of OpenCC (Apache-2.0), CONFUSABLES a JSON file of the Unicode confusables (Unicode
licence; the package `confusable_homoglyphs` has it). Written are `methods/text/tables/{simplified,confusables}.csv`
and `methods/names/tables/readings.csv`.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

METHODS = Path(__file__).resolve().parents[1] / "src/shibosi/methods"
WANTED = {"kMandarin": 0, "kXHC1983": 0, "kCantonese": 1, "kHangul": 2, "kJapaneseOn": 3, "kJapaneseKun": 3}
SYSTEMS = 4
MOST = 4
LONGEST_READING = 6


def plain(reading: str) -> str:
    """A reading without tones: "lǜ" is "lü", "zoeng1" is "zoeng"."""
    marks = "".join(c for c in unicodedata.normalize("NFD", reading.lower()) if c == "̈" or not unicodedata.combining(c))
    return unicodedata.normalize("NFC", re.sub(r"[0-9]", "", marks))


def readings(folder: Path, simplified: dict[str, str]) -> dict[str, list[list[str]]]:
    """Character to its readings by system: pinyin, Jyutping, Hangul, Japanese."""
    found: dict[str, list[list[str]]] = {}
    later: list[tuple[str, int, list[str]]] = []
    for line in (folder / "Unihan_Readings.txt").read_text(encoding="utf-8").splitlines():
        point, _, rest = line.partition("\t")
        if not point.startswith("U+"):
            continue
        field, _, value = rest.partition("\t")
        if field not in WANTED or not 0x4E00 <= int(point[2:], 16) <= 0x9FFF:
            continue
        character = chr(int(point[2:], 16))
        words = re.findall(r":([^ :]+)", value) if field == "kXHC1983" else value.split()
        words = [w.partition(":")[0] for w in words] if field == "kHangul" else [p for w in words for p in w.split(",")]
        if field in ("kMandarin", "kCantonese", "kHangul") and character not in simplified:
            add(found, character, WANTED[field], words)
        else:
            later.append((simplified.get(character, character), WANTED[field], words))
    for character, system, words in later:
        add(found, character, system, words)
    return found


def add(found: dict[str, list[list[str]]], character: str, system: int, words: Iterable[str]) -> None:
    """Readings of a character, each once and at most `MOST` by system."""
    known = found.setdefault(character, [[] for _ in range(SYSTEMS)])[system]
    for word in words:
        reading = word if system == 2 else plain(word)
        if reading not in known and len(known) < MOST and 0 < len(reading) <= LONGEST_READING:
            known.append(reading)


def alike(path: Path) -> dict[str, str]:
    """Letter or digit of another script to the one ASCII letter or digit it is mistaken for."""
    table: dict[str, str] = {}
    for character, others in json.loads(path.read_text(encoding="utf-8")).items():
        plainest = [o["c"] for o in others if len(o["c"]) == 1 and o["c"].isascii() and o["c"].isalnum()]
        one = len(character) == 1 and not character.isascii() and character.isalnum()
        if one and plainest and unicodedata.normalize("NFKC", character) == character:
            table[character] = min(plainest, key=lambda c: (not c.isalpha(), c))
    return table


def write(path: Path, source: str, header: str, rows: Iterable[str]) -> None:
    """A table under its line of source, sorted."""
    path.write_text("\n".join([f"# {source}", header, *sorted(rows), ""]), encoding="utf-8")


def main(unihan: Path, opencc: Path, confusables: Path) -> None:
    """Write all three tables."""
    pairs = [line.split("\t") for line in opencc.read_text(encoding="utf-8").splitlines() if "\t" in line]
    simplified = {a: b.split()[0] for a, b in pairs if len(a) == 1 and a != b.split()[0] and len(b.split()[0]) == 1}
    write(
        METHODS / "text/tables/simplified.csv",
        "OpenCC TSCharacters, licence Apache-2.0; python -m updates.characters",
        "traditional,simplified",
        (f"{a},{b}" for a, b in simplified.items()),
    )
    write(
        METHODS / "text/tables/confusables.csv",
        "Unicode confusables (UTS 39), Unicode licence; python -m updates.characters",
        "character,looks_like",
        (f"{a},{b}" for a, b in alike(confusables).items()),
    )
    write(
        METHODS / "names/tables/readings.csv",
        "Unihan readings, Unicode licence; python -m updates.characters",
        "character,pinyin,jyutping,hangul,japanese",
        (",".join([c, *(" ".join(r) for r in found)]) for c, found in readings(unihan, simplified).items() if found[0]),
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
