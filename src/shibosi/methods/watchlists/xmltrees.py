"""Records of an XML file one by one, each as a small tree. No entities, no document type, bounded depth and size."""

import xml.parsers.expat as expat
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from shibosi.methods.watchlists.entries import UnreadableList

PIECE = 1 << 18
DEEPEST = 40
MOST_NODES = 20_000
LONGEST = 1 << 20


@dataclass(slots=True)
class Tree:
    """An element: its name without namespace, attributes, text and children."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: list["Tree"] = field(default_factory=list)

    def all(self, name: str) -> Iterator["Tree"]:
        """Every element of a name below this one."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.all(name)

    def said(self, name: str) -> str:
        """The text of the first element of a name below this one, "" where there is none."""
        return next((one.text.strip() for one in self.all(name)), "")


class _Reader:
    """Expat's events made into trees of the wanted elements."""

    def __init__(self, wanted: frozenset[str], file: str) -> None:
        self.wanted, self.file = wanted, file
        self.done: list[Tree] = []
        self.open: list[Tree] = []
        self.root = ""
        self.depth = self.nodes = self.letters = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype

    def refuse(self, reason: str) -> UnreadableList:
        """The error for what is wrong here."""
        return UnreadableList(file=self.file, reason=reason, place=self.parser.CurrentLineNumber)

    def doctype(self, *_: object) -> None:
        raise self.refuse("it declares a document type")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(" ")[2]
        self.root = self.root or plain
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.refuse("its elements stand too deep")
        if self.open or plain in self.wanted:
            self.nodes += 1
            if self.nodes > MOST_NODES or len(attributes) > DEEPEST:
                raise self.refuse("a record is too large")
            tree = Tree(plain, {key.rpartition(" ")[2]: value for key, value in attributes.items()})
            if self.open:
                self.open[-1].children.append(tree)
            self.open.append(tree)

    def text(self, text: str) -> None:
        if self.open:
            self.letters += len(text)
            if self.letters > LONGEST:
                raise self.refuse("a record is too large")
            self.open[-1].text += text

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.open:
            tree = self.open.pop()
            if not self.open:
                self.done.append(tree)
                self.nodes = self.letters = 0


def records(file: BinaryIO, wanted: frozenset[str], name: str) -> Iterator[tuple[str, Tree]]:
    """The root's name with each wanted element, in order. Raises UnreadableList, also at the end of a cut file."""
    reader = _Reader(wanted, name)
    try:
        while piece := file.read(PIECE):
            reader.parser.Parse(piece, False)
            for tree in reader.done:
                yield reader.root, tree
            reader.done = []
        reader.parser.Parse(b"", True)
    except expat.ExpatError as mistake:
        reason = "the XML is broken or cut off"
        raise UnreadableList(file=name, reason=reason, place=mistake.lineno) from mistake
