"""What is wrong with citations: every slip known is found where it is printed, and sound ones are left alone."""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from shibosi.standard.errors import RegisterError
from shibosi.standard.law.citations import COLUMNS, read_rules, rules, slips
from shibosi.standard.law.norms import graph, known_clauses, norms

FOLDER = os.environ.get("SHIBOSI_REAL_DATA")
DAY = date(2026, 11, 20)
NEAR = 2
"""Lines by which a place named may be off: one citation may be printed over several lines."""
KNOWN = re.compile(r"^\| (\d+) \| ([^|]*)\|", re.MULTILINE)


@pytest.mark.parametrize(
    ("story", "text", "found"),
    [
        ("a digit slipped", "see GB/T 41105-2021", {"SLIP-01"}),
        ("the right number", "see GB/T 40105-2021", set()),
        ("with its year and without", "GB/T 40292-2021\nand GB/T 40292", {"SLIP-02"}),
        ("twice with its year", "GB/T 40292-2021\nand GB/T 40292-2021", set()),
        ("without blank", "GB50017", {"SLIP-14"}),
        ("a body of another name since", "银保监会批准", {"SLIP-34"}),
        ("a notice that ended", "依财政部 海关总署 税务总局公告2023年第4号", {"ENDED"}),
        ("a vocabulary instead of what is certified", "ISO 9000", {"SLIP-68"}),
        ("what is certified", "ISO 9001 and ISO/IEC 27001", set()),
        ("an entry nobody uses", "body\n[1] ISO 20400:2017 Guidance", {"SLIP-18"}),
        ("an entry that is used", "by GB/T 41126-2021\n[1] GB/T 41126-2021 Title", set()),
        ("nothing", "", set()),
    ],
)
def test_a_slip_is_found_by_what_is_printed(story, text, found):
    assert {one.id for one in slips(text, DAY)} == found


def test_a_notice_is_no_slip_while_it_is_in_force():
    text = "依财政部 海关总署 税务总局公告2023年第4号"
    assert slips(text, date(2025, 12, 31)) == [] and slips(text, date(2026, 1, 1))


def test_a_slip_says_line_words_and_expectation_in_both_languages():
    (found,) = slips("first\nsee 银保监会", DAY)
    assert (found.line, found.printed) == (2, "银保监会")
    assert "National Financial" in found.says.en and "国家金融监督管理总局" in found.says.zh


@pytest.mark.parametrize(
    ("story", "changes", "code"),
    [
        ("no pattern", {"pattern": "("}, "law-bad-pattern"),
        ("a norm that is not there", {"norm": "N-0"}, "register-unknown-reference"),
        ("a kind of its own", {"kind": "odd"}, "register-unknown-word"),
        ("no source", {"source": ""}, "register-empty-cell"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_row(tmp_path, story, changes, code):
    row = {"id": "S-1", "kind": "undated", "pattern": "x", "norm": "", "says_en": "Odd.", "says_zh": "有误。",
           "source": "us", "confidence": "low"} | changes  # fmt: skip
    lines = [",".join(f'"{one}"' for one in cells) for cells in (COLUMNS, [row[name] for name in COLUMNS])]
    (tmp_path / "rules.csv").write_text("# a story\n" + "\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(RegisterError) as refused:
        read_rules(tmp_path / "rules.csv")
    assert (refused.value.code, refused.value.facts["row"]) == (code, 3)


def reference():
    """The slips known by number, each with the lines at which it is printed."""
    text = (Path(FOLDER or "") / "reference" / "citation-slips.md").read_text(encoding="utf-8")
    for number, place in KNOWN.findall(text):
        lines = re.findall(r"\d+", place.split("line")[-1]) if "line" in place else []
        yield int(number), [int(line) for line in lines]


@pytest.mark.real
@pytest.mark.skipif(not FOLDER, reason="SHIBOSI_REAL_DATA is not set: text and reference are not at hand")
def test_every_slip_known_is_found_in_the_text_where_it_is_printed():
    (text,) = (Path(FOLDER or "") / "standard" / "texts").glob("001_*.txt")
    found: dict[str, list[int]] = {}
    for one in slips(text.read_text(encoding="utf-8"), DAY):
        found.setdefault(one.id, []).append(one.line)
    known = list(reference())
    missed = [
        number
        for number, lines in known
        if not (at := found.get(f"SLIP-{number:02}", []))
        or (lines and not any(abs(one - other) <= NEAR for one in at for other in lines))
    ]
    assert len(known) == 81 and missed == []


def test_the_graph_links_clauses_to_norms_and_norms_to_what_replaces_them():
    nodes, edges = graph(DAY)
    ids = {one.fact.id for one in nodes}
    assert {(one.source, one.target) for one in edges if one.kind == "replaced-by"} >= {
        ("CN-TAX-2023-34", "CN-TAX-2026-16"), ("CN-LIST-2018-157", "CN-LIST-2019-96"),
    }  # fmt: skip
    assert all(one.target in ids for one in edges)
    assert any(one.kind == "cites" for one in edges)
    for node in nodes:
        known_clauses(node.fact)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2022, 1, 1), "coming"),
        (date(2023, 8, 22), "in-force"),
        (date(2025, 12, 31), "in-force"),
        (date(2026, 1, 1), "ended"),
    ],
)
def test_a_norm_has_its_state_by_day(day, state):
    (found,) = norms(day, "2023年第34号")
    assert found.state == state


def test_norms_are_found_by_number_and_title_whatever_the_blanks_and_letters():
    for query in ("gb/t40105-2021", "财税〔2018〕103号", "digital SERVICES"):
        assert len(norms(DAY, query)) == 1
    assert {one.fact.id for one in norms(DAY, "数字服务法")} == {"EU-DSA"}


def test_every_rule_is_known_by_one_number():
    numbers = [rule.id for rule in rules()]
    assert len(numbers) == len(set(numbers)) and all(rule.says.en and rule.says.zh for rule in rules())
