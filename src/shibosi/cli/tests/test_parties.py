"""`shibosi parties`: whether numbers and names can be right."""

import pytest


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["number", "eu-vat", "DE136695976"], 0, "This can be a number of the register."),
        (["number", "cn-uscc", "91110000600037341M"], 1, "This is no number of the register."),
        (["name", "Harbour Ltd"], 0, "Nothing is odd about this name."),
        (["name", "L"], 1, "Fewer than two letters"),
        (["registers"], 0, "cn-uscc"),
    ],
)
def test_whether_a_number_or_name_can_be_right(ask, words, status, said):
    told = ask("parties", *words)
    assert (told.status, said in told.words) == (status, True)


def test_programs_are_answered_with_data(ask):
    assert ask("parties", "number", "eu-vat", "de 136.695.976", "--json").data["number"] == "DE136695976"
    assert ask("parties", "name", "H\u0430rbour", "--json").data["oddity"] == "mixed"
    assert "eu-vat" in [one["code"] for one in ask("parties", "registers", "--json").data]


def test_a_misspelt_register_is_named_with_the_nearest(ask):
    assert "eu-vat" in ask("parties", "number", "eu-vta", "1").err
