"""The page of measures: what they do, and the packs that turn violations into points, tiers and measures."""

from collections.abc import Iterable

from shibosi.domains import registry
from shibosi.kernel.measures.events import KINDS
from shibosi.kernel.measures.packs import KNOWN, Figure, Pack
from shibosi.kernel.parameters import Parameters, Version
from shibosi.kernel.words import translate
from shibosi.standard.vocabulary import CONFIDENCES
from shibosi.telling.values import value_text
from updates.reference.page import head, joined, linked, points, say, table


def page() -> str:
    """The page in the language in use."""
    found = [one for _, one in sorted(KNOWN.items()) if one.theme.startswith("shibosi.domains.")]
    kinds = [[name, translate(label)] for name, label in KINDS.items()]
    return joined(
        head("measures", _what()),
        f"## {say('Kinds', '种类')}",
        table([say("Code", "代码"), say("Meaning", "含义")], kinds),
        *[part for pack in found for part in _pack(pack)],
    )


def _what() -> str:
    return say(
        "A measure names its clause, its finding or case, who imposed it, from when until when, and where to appeal. "
        "What an appeal overturns leaves the standing there would be without it. Packs grade violations by parameters.",
        "措施须写明条款、发现或案件、作出人员、起止日期和申诉途径。经申诉撤销的，恢复至未曾发生的状态。"
        "方案按参数对违规分级。",
    )


def _pack(pack: Pack) -> list[str]:
    figures = list({figure.id: figure for figure in pack.figures()}.values())
    heads = [say(*pair) for pair in (
        ("Parameter", "参数"), ("Meaning", "含义"), ("Set to", "取值"), ("Source", "来源"), ("Confidence", "可信度"),
    )]  # fmt: skip
    return [
        f"## {pack.name}",
        translate(pack.label),
        points([(say("Clauses", "条款"), ", ".join(pack.clauses))]),
        table(heads, list(_rows(figures))),
    ]


def _rows(figures: Iterable[Figure]) -> Iterable[list[str]]:
    for figure in figures:
        for version in registry.values().get(figure.id, ()):
            yield _row(figure.id, version)


def _row(name: str, version: Version) -> list[str]:
    confidence = translate(CONFIDENCES[version.confidence])
    meaning = translate(Parameters.known[name].meaning)
    return [linked(name, "parameters", name), meaning, value_text(name, version), version.source, confidence]
