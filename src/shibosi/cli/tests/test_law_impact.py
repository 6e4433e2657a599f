"""`shibosi law impact`: what another value would change, told from a run and from files."""

import polars as pl
import pytest

LIMIT = ("--parameter", "retail_import_limits.single", "--value", "300", "--place", "CN")


def test_a_run_is_weighed_with_another_limit(ask, the_run):
    found = ask("law", "impact", "--run", the_run, *LIMIT)
    assert found.status == 0
    assert "Largest value of one purchase (CN, since ever – " in found.words
    for word in ("dossiers judged come to another outcome", "held", "broken", "4.5.3", "single_purchase_within_limit"):
        assert word in found.words


def test_files_and_their_run_give_the_same_answer(ask, the_run, tmp_path):
    by_run = ask("law", "impact", "--run", the_run, *LIMIT, "--json").data
    files = the_run.parent / "example" / "documents"
    as_of = by_run and ask("law", "impact", files, "--as-of", "2026-10-01", *LIMIT, "--json").data
    assert as_of["by_control"] == by_run["by_control"]
    assert by_run["dossiers"] == sum(one["dossiers"] for one in by_run["by_control"])


def test_every_change_is_written_where_asked(ask, the_run, tmp_path):
    out = tmp_path / "changes.csv"
    told = ask("law", "impact", "--run", the_run, *LIMIT, "--json", "--out", out).data
    assert pl.read_csv(out).height == told["changes"]


def test_a_personal_key_is_not_told_in_full(ask, the_run):
    asked = ("--parameter", "retail_import_limits.annual", "--value", "10", "--place", "CN")
    told = ask("law", "impact", "--run", the_run, *asked, "--json").data
    years = [one["key"] for one in told["examples"] if one["dossier"] == "buyer-year"]
    assert years and all("*" in key for key in years)


def test_it_speaks_chinese(ask, the_run):
    found = ask("law", "impact", "--run", the_run, *LIMIT, language="zh")
    assert "个卷宗结论改变" in found.words


@pytest.mark.parametrize(
    ("story", "asked"),
    [
        ("nothing to weigh", ()),
        ("nothing that changes", ("--run", "RUN")),
        ("a parameter without its value", ("--run", "RUN", "--parameter", "retail_import_limits.single")),
        ("two ways at once", ("--run", "RUN", *LIMIT, "--table", "retail_import_limits", "--rows", __file__)),
        ("a day of a run", ("--run", "RUN", *LIMIT, "--as-of", "2026-10-01")),
        ("a parameter that is not there", ("--run", "RUN", "--parameter", "no.such", "--value", "1")),
        ("the value in force", ("--run", "RUN", "--parameter", "retail_import_limits.single", "--value", "5000",
                                "--place", "CN", "--from", "2026-01-01")),
        ("days in the wrong order", ("--run", "RUN", *LIMIT, "--from", "2026-02-01", "--to", "2026-01-01")),
        ("a control that is not there", ("--run", "RUN", *LIMIT, "--control", "no_such_control")),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_answered_is_refused(ask, the_run, story, asked):
    found = ask("law", "impact", *(the_run if word == "RUN" else word for word in asked))
    assert found.status == 2 and found.err and not found.out
