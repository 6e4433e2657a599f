"""`shibosi papers`: the kinds of paper in both languages."""

from shibosi.domains.papers.papers import kinds
from shibosi.standard.register import clauses


def test_every_kind_is_listed_with_its_clause(ask):
    found = ask("papers", "kinds", "--json").data
    assert [one["kind"] for one in found] == list(kinds())
    assert {id for one in found for id in one["clauses"]} == {
        id for id, clause in clauses().items() if clause.mode == "evidenced"
    }


def test_an_activity_names_what_is_asked_of_it(ask):
    told = ask("papers", "kinds", "--for", "shop-operation", "--json").data
    assert [one["kind"] for one in told] == ["agency-licence", "shop-service-contract"]
    assert told[1]["parts"] == {
        "content": "Content", "fees": "Fees", "property": "Ownership of intellectual property", "breach": "Breach",
    }  # fmt: skip


def test_a_heading_names_what_stands_under_it(ask):
    told = ask("papers", "kinds", "--clause", "7.2.4", "--json").data
    assert [one["kind"] for one in told] == ["carrier-customs-registration"]
    assert ask("papers", "kinds", "--clause", "7.2.4-b", "--json").data == []


def test_one_kind_says_what_is_checked(ask):
    told = ask("papers", "kinds", "business-licence")
    assert (told.status, "A shop opens on its own licence" in told.words) == (0, True)
    assert "营业执照" in ask("papers", "kinds", "business-licence", language="zh").words


def test_a_misspelt_kind_is_answered_with_the_nearest(ask):
    told = ask("papers", "kinds", "busines-licence")
    assert (told.status, "Did you mean 'business-licence'?" in told.err) == (2, True)
