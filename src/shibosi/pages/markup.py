"""The forms of a page as it was made: their fields, and what a reader calls each of them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

UNSEEN = ("hidden", "submit", "button", "image", "reset")
"""Kinds of fields in which nobody types or chooses."""
KEPT_QUIET = ("password", "file")
"""Kinds of fields that are never filled in again."""
MUTE = ("select", "textarea", "small", "script", "style", "svg")
"""Elements whose text is no part of a label."""
GROUPED = ("checkbox", "radio")


@dataclass
class Field:
    """A field: its name, its kind as in `type`, its id, the value it came with and what it is called."""

    name: str
    kind: str
    id: str
    value: str
    label: str


@dataclass
class Form:
    """A form: which of the page it is, where it leads ("" to the page itself), whether it is sent by POST."""

    at: int
    id: str
    action: str
    posts: bool
    fields: list[Field] = field(default_factory=list)

    def seen(self) -> list[Field]:
        """The fields in which one types or chooses."""
        return [one for one in self.fields if one.name and one.kind not in UNSEEN]

    def field(self, *names: str) -> Field | None:
        """The field that has one of these names or is called so."""
        found = self.seen()
        return next((one for one in found if one.name in names), None) or next(
            (one for one in found if one.label in names), None
        )


def forms(page: str) -> list[Form]:
    """The forms of a page, in their order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.told()


@dataclass
class _Words:
    """An open label or fieldset: its text, and the id it is for."""

    aim: str = ""
    pieces: list[str] = field(default_factory=list)

    def text(self) -> str:
        return " ".join("".join(self.pieces).split())


class _Reader(HTMLParser):
    """Reads forms, fields and labels as they come, and puts them together at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.fields: list[tuple[Field, str, _Words | None, _Words | None]] = []
        self.labels: dict[str, _Words] = {}
        self.form = ""
        self.label: _Words | None = None
        self.legends: list[_Words] = []
        self.in_legend = False
        self.mute = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a form, a label or a field."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            posts = said.get("method", "").lower() == "post"
            self.forms.append(Form(len(self.forms), said.get("id", ""), said.get("action", ""), posts))
            self.form = f"#{self.forms[-1].at}"
        elif tag == "label":
            self.label = _Words(said.get("for", ""))
            self.labels.setdefault(self.label.aim, self.label)
        elif tag == "fieldset":
            self.legends.append(_Words())
        elif tag == "legend":
            self.in_legend = True
        elif tag in ("input", "select", "textarea"):
            legend = self.legends[-1] if self.legends else None
            self.fields.append((_field(tag, said), said.get("form", "") or self.form, self.label, legend))
        self.mute += tag in MUTE

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag == "form":
            self.form = ""
        elif tag == "label":
            self.label = None
        elif tag == "fieldset" and self.legends:
            self.legends.pop()
        elif tag == "legend":
            self.in_legend = False
        self.mute -= tag in MUTE

    def handle_data(self, data: str) -> None:
        """Text of a label or of the legend of a fieldset."""
        if self.mute:
            return
        if self.in_legend and self.legends:
            self.legends[-1].pieces.append(data)
        elif self.label is not None:
            self.label.pieces.append(data)

    def told(self) -> list[Form]:
        """The forms with their fields."""
        belongs = {f"#{one.at}": one for one in self.forms} | {one.id: one for one in self.forms if one.id}
        for made, form, around, legend in self.fields:
            if form in belongs:
                belongs[form].fields.append(made)
                made.label = made.label or self._called(made, around, legend)
        return self.forms

    def _called(self, made: Field, around: _Words | None, legend: _Words | None) -> str:
        """One of several to tick is called as they are together; any other by its label."""
        named = [one for one, *_ in self.fields if one.name == made.name and one.kind == made.kind]
        if made.kind in GROUPED and len(named) > 1 and legend is not None and legend.text():
            return legend.text()
        words = (self.labels.get(made.id) if made.id else None) or around
        return (words.text() if words else "") or made.name


def _field(tag: str, said: dict[str, str]) -> Field:
    kind = said.get("type", "text").lower() if tag == "input" else tag
    return Field(said.get("name", ""), kind, said.get("id", ""), said.get("value", ""), said.get("aria-label", ""))
