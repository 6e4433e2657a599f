"""The committed reference pages are what the code says today, and complete."""

import re
import subprocess
import sys

import pytest
from updates.reference.page import anchor, file_name, say

from tests.house import files

FOLDER = files.ROOT / "docs" / "reference"
NAMES = ["README", "clauses", "controls", "access", "errors", "flows", "measures", "parameters", "records", "settings",
         "to-verify"]  # fmt: skip
SOURCED = ("README", "measures", "parameters", "records", "to-verify")
"""Pages on which sources, names of elements or addresses stand as they are in either language."""


def run(*arguments):
    """The script in a process of its own: here, tests have declared controls and records too."""
    return subprocess.run(
        [sys.executable, "-m", "updates.reference", *arguments], cwd=files.ROOT, capture_output=True, text=True
    )


def test_the_committed_pages_are_up_to_date():
    found = run("--check")
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_say_the_same_things(name):
    english, chinese = ((FOLDER / f"{name}{end}").read_text(encoding="utf-8") for end in (".md", ".zh.md"))
    assert [len(english.splitlines()), english.count("\n| "), english.count("\n#")] == [
        len(chinese.splitlines()), chinese.count("\n| "), chinese.count("\n#"),
    ]  # fmt: skip
    ours = re.compile("[A-Z][a-z]+ [a-z]+ [a-z]+")
    assert len(ours.findall(english)) > 10 * len(ours.findall(chinese)) or name in SOURCED


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_a_table_is_as_wide_as_its_head(name):
    for end in (".md", ".zh.md"):
        page = re.sub(r"^```.*?^```", "", (FOLDER / f"{name}{end}").read_text(encoding="utf-8"), flags=re.M | re.S)
        for block in re.findall(r"(?:^\|.*\n)+", page, flags=re.M):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(widths) == 1, block[:200]


def test_a_page_that_is_out_of_date_is_named(tmp_path, monkeypatch):
    from updates.reference import __main__ as script

    monkeypatch.setattr(script, "FOLDER", tmp_path)
    (tmp_path / "records.md").write_text("old", encoding="utf-8")
    (tmp_path / "nobody.md").write_text("left over", encoding="utf-8")
    assert script.stale({"records.md": "new", "errors.md": "new"}) == ["errors.md", "nobody.md", "records.md"]


def test_headings_are_found_as_pages_link_to_them():
    assert anchor("payment_tolerance.share") == "payment_toleranceshare"
    assert (say("a", "b"), file_name("x"), file_name("x", other=True)) == ("a", "x.md", "x.zh.md")
