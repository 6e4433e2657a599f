"""Contact data and links in texts: addresses, links, telephone numbers, names in messengers, found in place.

A number is taken for a telephone only in a form that telephones have, and not where more digits stand beside it:
models, sizes and barcodes stay free.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NAMES = ("微信", "薇信", "徽信", "wechat", "telegram", "whatsapp", "skype")
MESSENGERS = (*NAMES, "v信", "vx", "wx", "qq")
HOST = r"[a-z0-9-]{1,63}"
GROUP, NICK = r"\d{2,4}", r"(?=[a-z_-]*\d)[a-z0-9_-]{5,20}"
ABROAD = rf"(?<![a-z0-9_.])\+[1-9]\d{{0,2}}[ -]?(?:\({GROUP}\)[ -]?)?{GROUP}(?:[ -]?{GROUP}){{2,3}}(?![a-z0-9_])"
MAIL = rf"(?<![a-z0-9_.+-])[a-z0-9][a-z0-9._%+-]{{0,63}}@{HOST}(?:\.{HOST}){{0,4}}\.[a-z]{{2,12}}(?![a-z0-9_-])"
ENDINGS = "com|net|cn|top|shop|vip|xyz|taobao|me|ly"
PATTERNS = {
    "mail": re.compile(MAIL),
    "link": re.compile(r"(?:https?://|www\.)[^\s<>\"'\u4e00-\u9fff]{3,200}"),
    "domain": re.compile(rf"(?<![a-z0-9_@.-])(?:[a-z0-9-]{{2,63}}\.){{1,3}}(?:{ENDINGS})(?![a-z0-9_.-])"),
    "telephone": re.compile(r"(?<![a-z0-9_.+-])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![a-z0-9_.-])"),
    "telephone abroad": re.compile(ABROAD),
    "messenger": re.compile(rf"(?<![a-z])(?:{'|'.join(MESSENGERS)})\s?(?:号|id|群)?\s?[:=+]?\s?{NICK}(?![a-z0-9_-])"),
}  # fmt: skip
DOMAIN = re.compile(rf"\.(?:{ENDINGS})")
HINT = re.compile(r"1[3-9]\d[ -]?\d{4}|\+\d|(?<![a-z])(?:vx|wx|qq|v信)")


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to be reached, by its kind, as `text[start:end]`."""

    kind: str
    start: int
    end: int


def may_hold(text: str) -> bool:
    """Whether a folded text may hold an address, a link or a number: quick, and never wrongly no.

    The longer names of messengers are looked for with the terms.
    """
    dotted = "." in text and ("www." in text or DOMAIN.search(text) is not None)
    return dotted or "@" in text or "://" in text or HINT.search(text) is not None


def contacts(text: str) -> Iterator[Contact]:
    """Contact data in a folded text; overlapping ones once, the first kind that fits."""
    taken: list[tuple[int, int]] = []
    for kind, pattern in PATTERNS.items():
        for hit in pattern.finditer(text):
            if all(hit.end() <= start or end <= hit.start() for start, end in taken):
                taken.append(hit.span())
                yield Contact(kind, *hit.span())
