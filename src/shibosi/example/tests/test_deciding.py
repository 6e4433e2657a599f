"""The example, dossier by dossier in memory: the same findings and the same records derived as in a batch."""

from collections import Counter
from itertools import combinations

import pytest

from shibosi.domains import registry
from shibosi.example.part import make_part
from shibosi.example.plan import AS_OF
from shibosi.kernel import controls, dossiers
from shibosi.kernel.deciding import Decider
from shibosi.kernel.decisions import Verdict
from shibosi.kernel.explaining import Explainer
from shibosi.kernel.expressions.plain import DAY
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.findings import find
from shibosi.kernel.judging import Judge
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.kernel.records import record

AT = Circumstances((AS_OF - DAY_ZERO).days)
ORDERS = 2_000
PAPERS = (("order", "order_line"), ("payment",), ("collection",), ("waybill",), ("customs_list", "list_line"))


@pytest.fixture(scope="module")
def frames():
    registry.load()
    return {kind: frame.drop("at") for kind, frame in make_part(11, 0, ORDERS, 0.5).frames.items()}


def stored(kind, frame):
    """Rows as stored values in column order."""
    columns = list(record(kind).columns.values())
    return [
        [column.stored(value) if column.kind in ("day", "instant") else value
         for column, value in zip(columns, row, strict=True)]
        for row in frame.select([column.name for column in columns]).rows()
    ]  # fmt: skip


def handed(dossier, frames):
    """The frames of a dossier's members."""
    kinds = [member.record.kind() for member in dossier.members]
    return {kind: frames[kind] for kind in kinds if kind in frames}


def same(left, right):
    """Whether two lists hold the same, in whatever order."""
    return sorted(left, key=str) == sorted(right, key=str)


def test_every_dossier_is_decided_as_in_a_batch(frames):
    told = 0
    made = dict(frames)
    for dossier in sorted(dossiers.KNOWN.values(), key=lambda each: not each.derivations):
        wanted = controls.of(dossier)
        judged = Judge(dossier, wanted, registry.values(), AT).judge(handed(dossier, made))
        found = find(judged, wanted)
        decider = Decider(dossier, wanted, registry.values())
        single = [decider.decide(rows, AT) for rows in Explainer._rows(dossier, handed(dossier, made)).values()]
        assert len(single) == judged.assembled.size
        assert same([tuple(each) for one in single for each in one.findings], found.findings.rows())
        folded = {row["control"]: row["folded"] for row in found.counts.to_dicts() if row["folded"]}
        assert Counter(name for one in single for name in one.folded) == folded
        for kind, frame in judged.derived.items():
            assert same([one.derived[kind] for one in single if kind in one.derived], stored(kind, frame))
        made.update(judged.derived)
        told += found.findings.height
    assert told > ORDERS / 2


def test_a_good_import_order_is_never_held_while_its_papers_come_in(frames):
    """Whichever papers have come on the day after the order: it is accepted or waits."""
    decider = Decider(dossiers.dossier("order"), controls.of(dossiers.dossier("order")), registry.values())
    columns = record("order").columns
    reported, kind_of_order = (columns[name].position for name in ("reported_at", "order_type"))
    answers = Counter()
    for rows in list(Explainer._rows(decider.dossier, handed(decider.dossier, frames)).values())[:400]:
        order = rows["order"][0] if len(rows["order"]) == 1 else None
        whole = decider.decide(rows, AT).decision.verdict
        if order is None or order[kind_of_order] != "I" or order[reported] is None or whole != Verdict.ACCEPT:
            continue
        at = Circumstances(order[reported] // DAY + 1)
        for size in range(len(PAPERS) + 1):
            for papers in combinations(PAPERS, size):
                come = {kind for group in papers for kind in group}
                some = {kind: found if kind in come else [] for kind, found in rows.items()}
                decision = decider.decide(some, at).decision
                assert decision.verdict in (Verdict.ACCEPT, Verdict.WAIT), (papers, decision)
                assert (decision.verdict == Verdict.WAIT) == (decision.again is not None)
                answers[size, decision.verdict] += 1
    assert answers[len(PAPERS), Verdict.ACCEPT] > 50
    assert answers[1, Verdict.WAIT] > 50
