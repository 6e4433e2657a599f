"""However many parts a run takes, and whether a state is kept or not: the findings are the same."""

import polars as pl
import pytest

from shibosi.batch.keeping import Keeping
from shibosi.batch.tests.builders import AS_OF, trade, written
from shibosi.domains import registry
from shibosi.kernel.engines import local
from shibosi.kernel.engines.plan import Question
from shibosi.methods.formats.handing import hand_in


@pytest.mark.parametrize("kind", ["payment", "order", "waybill", "customs_list"])
@pytest.mark.parametrize(("part_rows", "kept"), [(40, False), (40, True), (10**6, True)])
def test_documents_alike_but_for_one_column_are_two(tmp_path, kind, part_rows, kept):
    made = trade()
    for name in ("payer_name", "consignee_address", "buyer_name"):
        if name in made[kind].columns:
            other = made[kind].head(5).with_columns(pl.lit("somebody else").alias(name))
            made[kind] = pl.concat([made[kind], other])
    files = written(made, tmp_path / "files")
    question = Question(registry.values(), AS_OF)
    whole = local.run(hand_in([files]), question)
    sources = hand_in([files])
    parts = local.run(sources, question, None, Keeping(tmp_path, sources) if kept else None, part_rows)
    assert parts.findings.equals(whole.findings)
    assert parts.counts.equals(whole.counts)
