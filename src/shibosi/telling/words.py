"""Hits in texts as doors show them: what stands where, about what, on which basis, and the text with its marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shibosi.kernel.words import translate
from shibosi.methods.words.lexicons import BLOCK, SEVERITIES, basis_name, topics
from shibosi.methods.words.screening import Hit

HOW = {
    "plain": "as it stands", "spaced": "signs between", "letters": "letters spaced out", "digits": "digits for letters",
    "parts": "characters in parts", "sound": "another character of that sound",
    "homophone": "other characters of that sound", "pinyin": "in pinyin",
}  # fmt: skip
CONTACTS = {
    "mail": "mail address", "link": "link", "domain": "name of a site", "telephone": "telephone number",
    "telephone abroad": "telephone number", "messenger": "name in a messenger",
}  # fmt: skip
HEADS = ("What stands there", "Place", "About", "Weight", "How it is written", "Legal basis", "What to do")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a text, with the hit that stands in it."""

    text: str
    hit: Hit | None

    @property
    def stops(self) -> bool:
        """Whether the hit stops the text."""
        return self.hit is not None and self.hit.stops


def weight(hit: Hit) -> str:
    """What follows of a hit, in words."""
    return translate(SEVERITIES[BLOCK]) if hit.stops else translate("to be reviewed")


def called(hit: Hit) -> str:
    """The term, or the kind of contact data, in words."""
    return translate(CONTACTS[hit.term]) if hit.term in CONTACTS else hit.term


def as_data(hit: Hit) -> dict[str, Any]:
    """A hit as plain values; `start` and `end` count characters of the text as it was given."""
    topic = topics()[hit.topic]
    return {
        "term": called(hit), "topic": hit.topic, "about": topic.name, "stops": hit.stops, "start": hit.start,
        "end": hit.end, "found": hit.found, "how": translate(HOW[hit.how]), "basis": basis_name(hit.basis),
        "confidence": hit.confidence, "remedy": topic.remedy,
    }  # fmt: skip


def cells(hit: Hit) -> list[str]:
    """A hit as a row of the table of `HEADS`."""
    topic = topics()[hit.topic]
    place = f"{hit.start}-{hit.end}"
    return [hit.found, place, topic.name, weight(hit), translate(HOW[hit.how]), basis_name(hit.basis), topic.remedy]


def marked(text: str, hits: Iterable[Hit]) -> list[Marked]:
    """The text cut at its hits, in order; of hits that overlap the first marks the stretch."""
    pieces: list[Marked] = []
    at = 0
    for hit in hits:
        if hit.start >= at:
            pieces += [Marked(text[at : hit.start], None), Marked(text[hit.start : hit.end], hit)]
            at = hit.end
    return [piece for piece in (*pieces, Marked(text[at:], None)) if piece.text]
