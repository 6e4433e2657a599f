"""`shibosi papers may` over files: yes, no, and what cannot be told, each with its exit status."""

import pytest

ACTIVITY = "party_code,number,activity,market,home,party_name,partner_code,started_on\n"
DOING = ACTIVITY + "F-1,A-1,shop-operation,CN,CN,Harbour,C-7,2026-02-01\n"
PAPER = "holder_code,paper_kind,number,about,part,market,status,valid_from,valid_until\n"


def row(kind, part, status="valid", until="2027-01-04"):
    return f"F-1,{kind},N-{kind},A-1,{part},CN,{status},2026-01-05,{until}\n"


def papers(**changes):
    parts = [("agency-licence", part) for part in ("operation", "supply-chain")]
    parts += [("shop-service-contract", part) for part in ("content", "fees", "property", "breach")]
    return PAPER + "".join(row(kind, part, **changes) for kind, part in parts)


@pytest.fixture
def asked(ask, tmp_path):
    """Ask whether F-1 may operate shops, with these papers."""

    def answer(text, *more, day="2026-06-30", language="en"):
        (tmp_path / "activity.csv").write_text(DOING, "utf-8")
        (tmp_path / "paper.csv").write_text(text, "utf-8")
        return ask("papers", "may", "F-1", "shop-operation", "--market", "CN", "--day", day, "--in", tmp_path, *more,
                   language=language)  # fmt: skip

    return answer


def test_everything_at_hand_is_yes(asked):
    told = asked(papers())
    assert (told.status, "F-1, Operating shops for clients: Yes" in told.words) == (0, True)


def test_in_another_market_it_is_no(asked):
    told = asked(papers(), "--market", "DE", "--json")
    assert (told.status, told.data["may"]) == (1, False)
    assert told.data["reasons"][0]["word"] == "elsewhere"


def test_a_part_that_is_missing_is_named(asked):
    told = asked(papers().replace(row("shop-service-contract", "fees"), ""), language="zh")
    assert (told.status, "代运营服务合同 · 费用" in told.words, "未提交" in told.words) == (1, True, True)


def test_a_status_nobody_stated_cannot_be_told(asked):
    assert asked(papers(status="")).status == 3


def test_the_day_after_the_last_it_is_no(asked):
    assert asked(papers(), day="2027-01-04").status == 0
    assert asked(papers(), day="2027-01-05").status == 1


def test_of_a_firm_nobody_knows_nothing_can_be_told(asked, ask, tmp_path):
    asked(papers())
    told = ask("papers", "may", "F-2", "shop-operation", "--in", tmp_path, "--json")
    assert (told.status, told.data) == (3, {"may": None, "answer": "Cannot be told", "reasons": []})


def test_a_misspelt_activity_is_answered_with_the_nearest(asked, ask, tmp_path):
    asked(papers())
    told = ask("papers", "may", "F-1", "shop-operations", "--in", tmp_path)
    assert (told.status, "Did you mean 'shop-operation'?" in told.err) == (2, True)


def test_a_fact_that_is_none_is_refused(asked):
    told = asked(papers(), "--yes", "abroaded")
    assert (told.status, "own-site" in told.err) == (2, True)
