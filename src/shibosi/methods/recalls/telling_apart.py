"""What stands in the sentences of a recall: names, models, item numbers of goods, ordinary words.

Sentences are English, as CPSC and FDA write them. All that is found is folded as texts of listings are.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from shibosi.methods.identifiers import BARCODE_LENGTHS, is_barcode
from shibosi.methods.text.folding import fold
from shibosi.methods.text.words import words
from shibosi.standard.files import read

BECAUSE = re.compile(
    r"\b(?:due to|because|after|violat\w+|sold (?:on|at|by)|imported by|manufactured by|risk of)\b.*", re.IGNORECASE
)
RECALLS = re.compile(r"^(?P<firm>.*?)\b(?:recalls?|recall to \w+|recalled)\b[:,]?(?P<goods>.*)$", re.IGNORECASE)
FIRM = re.compile(r"\b(?:imported|manufactured|distributed|made) by:? (?P<firm>[^;,.]{2,60})", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\dA-Za-z])\d(?:[ -]?\d){7,13}(?![\dA-Za-z])")
AFTER_MODEL = re.compile(
    r"\b(?:models?|model numbers?|models? no\.?|item|sku|ref)[ #:.]*(?P<model>[A-Za-z0-9][\w/.-]{2,24})", re.IGNORECASE
)
MIXED = r"(?=[A-Za-z0-9/-]*[A-Za-z])(?=[A-Za-z0-9/-]*\d)"
MODEL = re.compile(rf"(?<![\w/.-]){MIXED}[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*(?![\w/-])")
UNITS = (
    "mg|mcg|g|kg|ml|l|cm|mm|m|in|inch|inches|ft|oz|fl|lb|lbs|v|w|wh|mah|ah|gb|tb|k|pc|pcs|pack|ct|count|day|days|year|years|"
    "month|months|d|p|st|nd|rd|th|hz|h|hr|ghz|mhz|psi|gpm|gal|foot|feet|bit"
)
MEASURE = re.compile(rf"\d+(?:[./-]\d+)*-?(?:{UNITS}|x\d+)", re.IGNORECASE)
COUNTED = re.compile(r"\d+-?[A-Za-z]{4,}")
"""A number and a word, such as 18-Drawer."""
ENDS = r"packaged|manufactured|ingredients?|distributed|labell?ed|net wt|keep|product is|rx only|upc|ndc"
TAIL = re.compile(rf"\b(?:{ENDS})\b.*", re.IGNORECASE | re.DOTALL)
"""What follows the goods in a product text of FDA."""
SHORTEST_MODEL = 4
TABLE = Path(__file__).parent / "tables" / "passed_over.csv"


def goods_of(title: str) -> tuple[str, str]:
    """The firm and the goods that a headline names: "Nexgrill Recalls Grill Brushes Due to ..." ."""
    plain = BECAUSE.sub("", title).strip(" ,;:")
    found = RECALLS.match(plain)
    if found is None:
        return "", plain
    firm, goods = found["firm"].strip(" ,;:"), found["goods"].strip(" ,;:")
    return (firm, goods) if goods else ("", firm)


def firms_of(text: str) -> Iterator[str]:
    """The firms behind "imported by" and the like."""
    for hit in FIRM.finditer(text):
        yield hit["firm"].strip()


def gtins_in(text: str) -> tuple[str, ...]:
    """Item numbers with the right check digit, as 14 digits each."""
    found = (re.sub(r"[ -]", "", hit.group()) for hit in NUMBER.finditer(text))
    return tuple(dict.fromkeys(one.zfill(14) for one in found if is_gtin(one)))


def is_gtin(text: str) -> bool:
    """Whether a text is an item number of 8, 12, 13 or 14 digits with the right check digit."""
    return text.isascii() and text.isdigit() and len(text) in BARCODE_LENGTHS and is_barcode(text) and int(text) > 0


def models_in(text: str) -> tuple[str, ...]:
    """Models: what follows the word, and words of letters and digits that are no measure; folded, without signs."""
    named = [hit["model"] for hit in AFTER_MODEL.finditer(text) if any(sign.isdigit() for sign in hit["model"])]
    mixed = [hit.group() for hit in MODEL.finditer(text)]
    return tuple(dict.fromkeys(
        model for one in (*named, *mixed)
        if len(model := bare(one)) >= SHORTEST_MODEL and not _counts(one.strip("./-"))
    ))  # fmt: skip


@cache
def passed_over(of: str) -> frozenset[str]:
    """Words that are no names of firms (`firm`), or that tell nothing at all (`any`)."""
    return frozenset(
        line.cells["word"] for line in read(TABLE, ("word", "of")).lines if line.cells["of"] in (of, "any")
    )


def _counts(word: str) -> bool:
    return MEASURE.fullmatch(word) is not None or COUNTED.fullmatch(word) is not None


def bare(model: str) -> str:
    """A model without signs: LVA-2009 SLV is lva2009slv."""
    return "".join(sign for sign in fold(model) if sign.isalnum())


def names_in(goods: str, running: str, firms: Iterable[str]) -> tuple[str, ...]:
    """Names of brands and firms: words of the goods that running text writes with a capital only, and firms.

    Where there is no running text only firms are taken for names.
    """
    running = running.replace("-branded", " branded").replace("-brand", " brand")
    lower = {fold(one) for one in re.findall(r"(?<![\w'])[a-z][\w'&-]*", running)}
    proper = {fold(one).removesuffix("'s") for one in re.findall(r"(?<=[\w,] )[A-Z0-9][\w'&-]*", running)}
    found = [one for one in _words(goods) if one in proper and one not in lower and one.rstrip("s") not in lower]
    for firm in firms:
        found += [one for one in _words(firm) if one not in passed_over("firm") and one not in lower]
    return tuple(
        dict.fromkeys(one for one in found if len(one) > 1 and one not in passed_over("any") and not one.isdigit())
    )


def ordinary(goods: str, names: Iterable[str]) -> tuple[str, ...]:
    """Ordinary words of goods, each as one of it: "Adult Portable Bed Rails" is adult, portable, bed, rail."""
    named = set(names)
    return tuple(dict.fromkeys(
        singular(one) for one in _words(goods)
        if one not in named and one not in passed_over("firm") and not any(sign.isdigit() for sign in one)
        and len(one) > 1
    ))  # fmt: skip


def singular(word: str) -> str:
    """An English word as one of it, as far as its ending tells."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("shes", "ches", "xes", "sses")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _words(text: str) -> list[str]:
    return [one.removesuffix("'s") for one in words(fold(text))]
