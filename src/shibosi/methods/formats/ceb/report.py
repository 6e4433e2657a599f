"""What reading a message found out: problems, notes, and which documents unreadable bytes fall into."""

from collections import Counter
from typing import Any

from shibosi.kernel.problems import Problem
from shibosi.methods.formats.ceb import wording
from shibosi.methods.formats.ceb.encoding import BadPlace, Source
from shibosi.methods.formats.ceb.guard import Stop
from shibosi.methods.formats.ceb.limits import Limits
from shibosi.methods.formats.ceb.model import CEB, Document
from shibosi.methods.formats.ceb.wording import Wording


def split(name: str) -> tuple[str, str]:
    """The namespace and the local name of an element as the parser names it."""
    uri, _, local = name.rpartition(" ")
    return uri, local


def bad_place(source: Source, bad: BadPlace, file: str, line: int, kind: str = "") -> Problem:
    """The problem of one unreadable byte."""
    place = f"line {line}"
    if bad.character is None:
        return wording.BAD_BYTES.at(file, place, kind=kind, offset=bad.at, encoding=source.encoding)
    return wording.BAD_CHARACTER.at(file, place, kind=kind, offset=bad.at, character=f"U+{bad.character:04X}")


class Report:
    """Collects problems in the order of the file, and notes once for each path with how often."""

    def __init__(self, source: Source, file: str, limits: Limits) -> None:
        self.source = source
        self.file = file
        self.kind = ""
        self.limits = limits
        self.problems: list[Problem] = []
        self.noted: dict[tuple[Wording, str], str] = {}
        self.counts: Counter[tuple[Wording, str]] = Counter()
        self.flat = source.flat
        self.number = 0
        """The number of the document that is being read, 0 between documents."""
        self.wrong_names: set[str] = set()
        self.next_bad = 0
        self.outside_told = False

    def problem(self, why: Wording, line: int, *, key_lost: bool = False, **facts: Any) -> None:
        """Add a problem. Raises Stop when there are too many to go on."""
        if len(self.problems) >= self.limits.problems:
            raise Stop(wording.TOO_MANY_PROBLEMS, line, limit=self.limits.problems)
        self.last(why, line, key_lost=key_lost, **facts)

    def last(self, why: Wording, line: int, *, key_lost: bool = False, **facts: Any) -> None:
        """Add a problem that ends the reading."""
        self.problems.append(why.at(self.file, self.place(line), kind=self.kind, key_lost=key_lost, **facts))

    def place(self, line: int) -> str:
        """Where something stands: its line, or where all stands on one line the number of its document."""
        return f"document {self.number}" if self.flat and self.number else f"line {line}"

    def note(self, why: Wording, path: str, line: int) -> None:
        """Note something that hides nothing."""
        self.noted.setdefault((why, path), self.place(line))
        self.counts[why, path] += 1

    def unknown(self, name: str, parent: str, known: frozenset[str], line: int) -> bool:
        """Note an unknown element, or report one that is known but in another namespace (then the answer is True)."""
        uri, local = split(name)
        if uri == CEB or local not in known:
            self.note(wording.UNKNOWN_ELEMENT, f"{parent}/{local if uri == CEB else name}", line)
            return False
        if name not in self.wrong_names:
            self.wrong_names.add(name)
            self.problem(wording.WRONG_NAMESPACE, line, element=f"{parent}/{local}", found=uri, expected=CEB)
        return True

    def bad_inside(self, document: Document) -> bool:
        """Whether unreadable bytes stand in this document; the first of them becomes a problem."""
        if not self.source.bad:
            return False
        start, end = document.span
        inside = False
        while self.next_bad < len(self.source.bad) and self.source.bad[self.next_bad].text_at < end:
            bad = self.source.bad[self.next_bad]
            self.next_bad += 1
            if bad.text_at < start:
                self._outside(bad)
            elif not inside:
                inside = True
                self._bad(bad, self.source.line(bad.text_at, start, document.line))
        return inside

    def left_out(self, document: Document, *, last: bool = False) -> None:
        """Say which document is missing from what was read; `last` when reading has ended already."""
        key = document.key
        known = ", ".join(f"{name}={value}" for name, value in key.items() if value is not None)
        why = wording.LEFT_OUT if known else wording.LEFT_OUT_NO_KEY
        tell = self.last if last else self.problem
        tell(why, document.line, key_lost=None in key.values(), part=document.part, key=known)

    def finish(self) -> list[Problem]:
        """The notes, after reading; unreadable bytes not told of yet are told now."""
        for bad in self.source.bad[self.next_bad :]:
            self._outside(bad)
        if self.source.doubt:
            self.note(self.source.doubt, "", 1)
        return [
            why.at(self.file, place, kind=self.kind, path=path, count=self.counts[why, path])
            for (why, path), place in self.noted.items()
        ]

    def _outside(self, bad: BadPlace) -> None:
        if not self.outside_told:
            self.outside_told = True
            self._bad(bad, self.source.line(bad.text_at))

    def _bad(self, bad: BadPlace, line: int) -> None:
        self.problems.append(bad_place(self.source, bad, self.file, line, self.kind))
