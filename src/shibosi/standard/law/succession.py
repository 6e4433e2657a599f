"""Which norm follows which: the norms named exist, and none replaces itself over others."""

from collections.abc import Iterable, Mapping

from shibosi.standard.errors import UnknownReference
from shibosi.standard.law.errors import SupersessionCycle
from shibosi.standard.law.facts import Fact


def successors(norm: Fact) -> tuple[str, ...]:
    """The ids of the norms that replace a norm."""
    found = norm["replaced_by"]
    return found if isinstance(found, tuple) else ()


def check_succession(facts: Iterable[Fact]) -> None:
    """Refuse a norm replaced by one that is not there, or by itself over others.

    Raises UnknownReference, SupersessionCycle.
    """
    norms = {fact.series.removeprefix("norms/"): fact for fact in facts}
    for fact in norms.values():
        for after in successors(fact):
            if after not in norms:
                raise UnknownReference(file=fact.file, row=fact.row, found=after)
    settled: set[str] = set()
    for name in norms:
        _walk(name, norms, [], settled)


def _walk(name: str, norms: Mapping[str, Fact], above: list[str], settled: set[str]) -> None:
    if name in above:
        fact = norms[name]
        raise SupersessionCycle(file=fact.file, row=fact.row, circle=", ".join([*above, name]))
    if name in settled:
        return
    for after in successors(norms[name]):
        _walk(after, norms, [*above, name], settled)
    settled.add(name)
