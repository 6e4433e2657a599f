"""Coverage: which items of the register are covered, computed from what the code declares."""

from typing import TYPE_CHECKING, Any

from shibosi.standard.vocabulary import MODES, PARTIES, SYSTEMS

if TYPE_CHECKING:
    from shibosi.standard.coverage import Coverage, Covered


COLUMNS = {"mode": MODES, "system": SYSTEMS, "party": PARTIES}


PAGES = {
    "rules.clause": ("7.4", "10.3.5.2-a", "11", "12-a"),
    "markets.compare": ("002-33",),
    "guides.guide": ("000-25",),
    "maps.one_map": ("002-26", "003-07", "003-08"),
    "registers.register": ("000-64", "000-66", "000-75", "002-30", "002-34"),
}
"""Pages that answer items for information, by name: the page of the clause shows it with the norms it names."""
CONTRADICTIONS = ("marked-but-not-cited", "cites-unknown-item")
"""Gaps in which register and code say the opposite of each other; citing an item without answering it is none."""


def computed() -> "Coverage":
    """The register against controls, flows, kinds of paper and pages.

    A control is shown at this door: `explain` tells what it asks, and `check` what it finds. So is a flow: `explain`
    tells how it goes, and its cases stand at the case desk. A kind of paper is what its control asks for: it runs where
    that control cites its clause, `papers` shows it, and the stories are those of the control.
    """
    from shibosi.domains import registry
    from shibosi.domains.papers.papers import kinds
    from shibosi.kernel.controls import KNOWN
    from shibosi.kernel.flows.declared import KNOWN as FLOWS
    from shibosi.standard.coverage import Cited, coverage

    registry.load()
    told = registry.stories()
    controls = [
        Cited(name, control.clauses, "control", shown=True, stories=told.get(name, frozenset()))
        for name, control in sorted(KNOWN.items())
    ]
    flows = [
        Cited(name, flow.clauses, "flow", shown=True, stories=told.get(name, frozenset()))
        for name, flow in sorted(FLOWS.items())
    ]
    papers = [
        Cited(one.kind, one.clauses, "paper", shown=True, stories=told.get(one.control, frozenset()))
        for one in kinds().values()
        if one.control in KNOWN and set(one.clauses) <= set(KNOWN[one.control].clauses)
    ]
    pages = [Cited(name, clauses, "page", shown=True) for name, clauses in PAGES.items()]
    return coverage(controls, flows, papers, pages)


def contradictions(found: "Coverage") -> list[str]:
    """Where register and code say the opposite of each other, in words."""
    return [gap.sentence() for gap in found.gaps if gap.code in CONTRADICTIONS]


def parts(chosen: list["Covered"]) -> dict[str, list["Covered"]]:
    """Items of the standard, and of its companion texts."""
    from shibosi.standard.register import Clause

    return {
        "standard": [one for one in chosen if isinstance(one.item, Clause)],
        "companions": [one for one in chosen if not isinstance(one.item, Clause)],
    }


def as_data(found: "Coverage", chosen: list["Covered"]) -> dict[str, Any]:
    """Everything as plain values."""
    from shibosi.standard.coverage import count, counts

    return {
        **{
            part: {"total": count(items)._asdict()}
            | {column: {word: total._asdict() for word, total in counts(items, column).items()} for column in COLUMNS}
            for part, items in parts(chosen).items()
        },
        "items": [
            {"id": one.item.id, "state": one.state, "by": one.item.by, "mode": one.item.mode,
             "system": one.item.system, "party": one.item.party,
             "answers": [{"kind": kind, "name": name} for kind, name in one.answers]}
            for one in chosen
        ],
        "gaps": [{"code": gap.code, "text": gap.sentence(), "facts": dict(gap.facts)} for gap in found.gaps],
    }  # fmt: skip
