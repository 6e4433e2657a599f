"""`shibosi customs modes`: the mode advised, its reasons in both languages, and the exit status."""

import pytest

RETAIL = ["--direction", "export", "--buyer", "consumer", "--value", "300", "--no-bonded", "--city", "杭州",
          "--registered", "--transmitted", "--no-licence", "--no-duty", "--no-refund",
          "--day", "2026-03-03"]  # fmt: skip


def test_the_mode_is_said_with_its_reasons_and_documents(ask):
    found = ask("customs", "modes", *RETAIL)
    assert found.status == 0 and "It goes under 9610" in found.words
    assert "+ A consumer has bought them." in found.words and "Needed: 303, 505, 603" in found.words
    assert "9710" not in found.words and "9710" in ask("customs", "modes", *RETAIL, "--all").words
    said = ask("customs", "modes", *RETAIL, language="zh").words
    assert "适用监管方式9610" in said and "申报方式：简化申报清单" in said


@pytest.mark.parametrize(
    ("story", "said", "status"),
    [
        ("nothing is said", [], 3),
        ("no mode is open", ["--direction", "export", "--no-registered"], 1),
        ("no amount", ["--value", "much"], 2),
    ],
)
def test_the_status_says_whether_a_mode_was_found(ask, story, said, status):
    assert ask("customs", "modes", "--day", "2026-03-03", *said).status == status, story


def test_programs_are_told_the_same(ask):
    found = ask("customs", "modes", *RETAIL, "--json").data
    assert found["best"] == "9610" and found["missing"] == []
