"""The made-up tax file: every fault that the truth names is found, and nothing else."""

import csv

from scenarios.telling import check, found, problems, shibosi

AS_OF = "2026-08-15"
"""After everything in it is due."""


def test_what_is_found_is_what_was_seeded(tmp_path):
    shibosi("tax", "example", "--firms", 8, "--out", tmp_path)
    _, run = check(tmp_path / "documents", tmp_path / "run", as_of=AS_OF)
    assert problems(run) == []
    broken = {(key, control) for key, control, outcome in found(run) if outcome == "broken"}
    with (tmp_path / "truth.csv").open(encoding="utf-8") as file:
        truth = {(row["firm"], row["control"]) for row in csv.DictReader(file)}
    named = {(firm, control) for firm, control in truth for key, said in broken if said == control and firm in key}
    assert named == truth
    assert {control for _, control in broken} == {control for _, control in truth}
    assert len(broken) == len(truth)
