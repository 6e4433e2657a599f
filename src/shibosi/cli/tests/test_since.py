"""`shibosi check --since`: what the user is told."""

import pytest


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "Everything was judged, not only what changed: the day asked for lies before that of the run before."),
        ("zh", "已全量核查，而非只核查变化部分：所问日期早于上次运行的日期。"),
    ],
)
def test_a_full_run_says_why_it_is_one(ask, the_run, tmp_path, language, says):
    documents = the_run.parent / "example" / "documents"
    words = ["--since", the_run, "--as-of", "2020-01-01", "--no-report", "--out", tmp_path / "found"]
    assert says in ask("check", documents, *words, language=language).out


def test_a_run_of_what_changed_says_nothing_of_it(ask, the_run, tmp_path):
    documents = the_run.parent / "example" / "documents"
    words = ["--since", the_run, "--as-of", "2026-10-01", "--no-report", "--out", tmp_path / "found"]
    assert "Everything was judged" not in ask("check", documents, *words).out
