"""The forms of a page: which field belongs to which, and what each is called."""

import pytest

from shibosi.pages import markup


def the_form(inside, after=""):
    return markup.forms(f'<form id="chosen" method="POST" action="/a/">{inside}</form>{after}')[0]


@pytest.mark.parametrize(
    ("story", "inside", "name", "label"),
    [
        ("a label for it", '<label for="i">How\n much</label><input id="i" name="n">', "n", "How much"),
        ("a label around it", "<label>Why <textarea name=n>old words</textarea></label>", "n", "Why"),
        ("a hint is no part of it", "<label>Day <small>today</small><input name=n></label>", "n", "Day"),
        ("nor are the choices", "<label>Kind <select name=n><option>Firm</select></label>", "n", "Kind"),
        ("for those who hear", '<select name="n" aria-label="Register &amp; code"></select>', "n", "Register & code"),
        ("no label at all", "<input name=n>", "n", "n"),
        (
            "ticked together",
            "<fieldset><legend>Events</legend><label><input type=checkbox name=n> one</label>"
            "<label><input type=checkbox name=n> two</label></fieldset>",
            "n",
            "Events",
        ),
        ("ticked alone", "<fieldset><legend>More</legend><label><input type=checkbox name=n> one</label></fieldset>",
         "n", "one"),
        ("asked for by its label", '<label for="i">Amount</label><input id="i" name="n">', "Amount", "Amount"),
    ],
)  # fmt: skip
def test_a_field_is_called_as_its_reader_calls_it(story, inside, name, label):
    assert the_form(inside).field(name).label == label


@pytest.mark.parametrize("kind", markup.UNSEEN)
def test_what_nobody_types_in_is_no_field(kind):
    assert the_form(f'<input type="{kind}" name="n"><input>').seen() == []


def test_a_field_outside_of_its_form_belongs_to_it():
    form = the_form("<input name=a>", '<input name="b" form="chosen"><input name="c"><input name="d" form="other">')
    assert [one.name for one in form.fields] == ["a", "b"] and form.posts and form.action == "/a/"
