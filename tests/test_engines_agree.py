"""All controls over generated trade: Spark and one machine give the same bytes."""

import json
from datetime import date

import pytest

from shibosi.domains import registry
from shibosi.example import write_example
from shibosi.kernel.engines import local, spark
from shibosi.kernel.engines.plan import Question
from shibosi.kernel.runs import finding_lines
from shibosi.methods.formats.handing import hand_in


@pytest.mark.spark
@pytest.mark.xdist_group("spark")
@pytest.mark.parametrize(("format", "orders", "parts"), [("parquet", 2000, 3), ("csv", 300, None)])
def test_spark_and_one_machine_agree(tmp_path, format, orders, parts):
    write_example(tmp_path / "example", orders, seed=11, format=format, fault_share=0.2)
    about = json.loads((tmp_path / "example" / "example.json").read_text(encoding="utf-8"))
    registry.load()
    question = Question(registry.values(), date.fromisoformat(about["as_of"]))
    here = local.run(hand_in([tmp_path / "example" / "documents"], work=tmp_path), question)
    there = spark.run(
        hand_in([tmp_path / "example" / "documents"], work=tmp_path),
        question, parts=parts, master="local[2]", load=registry.load,
    )  # fmt: skip
    assert here.findings.height > orders / 10
    assert finding_lines(there.findings) == finding_lines(here.findings)
    assert there.counts.equals(here.counts)
    assert (there.dossiers, there.absent) == (here.dossiers, here.absent)
