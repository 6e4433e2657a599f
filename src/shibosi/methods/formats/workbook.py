"""What a workbook says about its sheets: their names, its texts, and which cells are formatted as dates."""

import re
from dataclasses import dataclass, field

from shibosi.methods.formats.limits import Limits
from shibosi.methods.formats.ooxml import Package
from shibosi.methods.formats.unreadable import UnreadableError

NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
DAY_NUMBERS = {*range(14, 18), *range(27, 32), 34, 35, 36, *range(50, 59)}
TIME_NUMBERS = {18, 19, 20, 21, 32, 33, 45, 46, 47}
BOTH_NUMBER = 22


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its name, its part in the package, whether a person sees it."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Workbook:
    """Sheets in order, texts by number, styles by number: "date", "0000" (zeros that are shown) or ""."""

    sheets: list[Sheet] = field(default_factory=list)
    from_1904: bool = False
    texts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)


def read_workbook(package: Package, limits: Limits) -> Workbook:
    """Everything but the cells. Raises UnreadableError."""
    main = next((part for kind, part in package.links("").values() if kind == "officeDocument"), "xl/workbook.xml")
    if main not in package.parts:
        raise UnreadableError("not-a-workbook", reason="it holds no workbook")
    links = package.links(main)
    made = Workbook()

    def start(tag: str, marks: dict[str, str]) -> None:
        if tag == "workbookPr":
            made.from_1904 = marks.get("date1904") in ("1", "true")
        elif tag == "sheet":
            link = next((value for name, value in marks.items() if name.rsplit(":", 1)[-1] == "id"), "")
            kind, part = links.get(link, ("", ""))
            if kind == "worksheet":
                hidden = marks.get("state", "visible") != "visible"
                made.sheets.append(Sheet(marks.get("name", ""), part, hidden))

    package.read(main, start)
    for kind, part in links.values():
        if kind == "sharedStrings":
            made.texts = _texts(package, part, limits)
        elif kind == "styles":
            made.styles = _styles(package, part)
    return made


def _texts(package: Package, part: str, limits: Limits) -> list[str]:
    """The shared texts; runs of one text joined, readings (furigana, pinyin) left out."""
    texts: list[str] = []
    parts: list[str] = []
    inside = {"t": 0, "rPh": 0}

    def start(tag: str, _: dict[str, str]) -> None:
        if tag in inside:
            inside[tag] += 1

    def end(tag: str) -> None:
        if tag in inside:
            inside[tag] -= 1
        elif tag == "si":
            texts.append(unescape("".join(parts)))
            parts.clear()

    def text(found: str) -> None:
        if inside["t"] and not inside["rPh"]:
            parts.append(found)

    package.read(part, start, end, text, limits.shared_bytes)
    return texts


def unescape(text: str) -> str:
    """Excel writes characters XML cannot hold as _x000D_; halves of a surrogate pair stay as they are written."""
    if "_x" not in text:
        return text
    return re.sub(r"_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_", lambda found: chr(int(found.group(1), 16)), text)


def _styles(package: Package, part: str) -> list[str]:
    """For every cell style what its number format means."""
    own: dict[str, str] = {}
    styles: list[str] = []
    inside: list[str] = []

    def start(tag: str, marks: dict[str, str]) -> None:
        inside.append(tag)
        if tag == "numFmt":
            own[marks.get("numFmtId", "")] = marks.get("formatCode", "")
        elif tag == "xf" and "cellXfs" in inside[-2:]:
            styles.append(marks.get("numFmtId", "0"))

    def end(_: str) -> None:
        inside.pop()

    package.read(part, start, end)
    return [meaning(number, own.get(number)) for number in styles]


def meaning(number: str, code: str | None) -> str:
    """What a number format makes of a number: "date", "time", "both", "span", the zeros it fills up to, or ""."""
    if code is None:
        known = int(number) if number.isdecimal() and len(number) < 9 else 0
        if known == BOTH_NUMBER:
            return "both"
        if known == 46:
            return "span"
        return "date" if known in DAY_NUMBERS else "time" if known in TIME_NUMBERS else ""
    if re.fullmatch(r"0{2,32}", code):
        return code
    shown = NOT_SHOWN.sub("", code.split(";")[0]).lower()
    if shown == "general":
        return ""
    if "[" in shown:
        return "span"
    days = "y" in shown or "d" in shown
    times = "h" in shown or "s" in shown
    if days and times:
        return "both"
    if days or (shown and not shown.strip("am/- .@")):
        return "date" if shown != "@" else ""
    return "time" if times else ""
