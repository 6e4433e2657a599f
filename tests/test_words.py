"""Nothing is said without Chinese, and no Chinese is left of what is no longer said."""

from collections import defaultdict

import polib
import pytest

from shibosi.kernel.words import catalogue
from tests.house import files, words

SHIPPED = [(name, text) for name, text in files.texts("src/", ".py") if "/tests/" not in name]
DATA = [text for name, text in files.texts("src/") if not name.endswith((".py", ".po"))]
TEMPLATES = [(name, text) for name, text in files.texts("src/", ".html") if "/templates/" in name]
CATALOGUES = [name for name in files.names() if name.startswith("src/") and name.endswith("zh.po")]


def without_chinese(said):
    """A line for each thing said that the catalogue does not have."""
    known = catalogue()
    return sorted({f"{where}: {text!r}" for where, text in said if text and text not in known})


def none(found):
    """Fail with a line for each fault."""
    assert not found, "\n" + "\n".join(found)


def test_every_sentence_in_the_code_has_chinese():
    none(without_chinese((f"{name}:{line}", said) for name, text in SHIPPED for line, said in words.sentences(text)))


def test_every_label_meaning_control_remedy_and_help_text_has_chinese():
    none(without_chinese(words.spoken()))


def test_every_label_and_word_of_a_page_has_chinese():
    said = [(f"{name}:{line}", label) for name, text in SHIPPED for line, label in words.labels(text)]
    none(without_chinese(said + [(name, word) for name, text in TEMPLATES for word in words.in_template(text)]))


def test_templates_say_nothing_that_no_catalogue_reaches():
    none([f"{name}: {said!r}" for name, text in TEMPLATES for said in words.bare_in_template(text)])


def test_no_sentence_is_built_where_no_catalogue_can_reach_it():
    none([f"{name}:{line}: {said}" for name, text in SHIPPED for line, said in words.frozen_sentences(text)])


def test_no_chinese_is_left_over():
    said = {constant for _, text in SHIPPED for constant in words.constants(text)}
    said |= {text for _, text in words.spoken()}
    none([f"{text!r} is said nowhere" for text in catalogue() if text not in said and not any(text in d for d in DATA)])


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_catalogue_is_sound(name):
    faults = []
    for entry in polib.pofile(str(files.ROOT / name), encoding="utf-8"):
        if not words.CHINESE.search(entry.msgstr) and any(letter.isalpha() for letter in entry.msgid):
            faults.append(f"{entry.msgid!r} has no Chinese")
        if words.places(entry.msgid) != words.places(entry.msgstr):
            faults.append(f"{entry.msgid!r} and its Chinese name different places")
        if words.HALF_WIDTH.search(entry.msgstr):
            faults.append(f"half-width punctuation after Chinese: {entry.msgstr!r}")
    none(faults)


def test_the_same_english_has_the_same_chinese_everywhere():
    chinese = defaultdict(set)
    for name in CATALOGUES:
        for entry in polib.pofile(str(files.ROOT / name), encoding="utf-8"):
            chinese[entry.msgid].add(entry.msgstr)
    none([f"{text!r}: {sorted(found)}" for text, found in chinese.items() if len(found) > 1])


@pytest.mark.parametrize(
    ("story", "code", "found"),
    [
        ("a message of an error", 'class E(ShibosiError):\n    message = "There is no {it}."', ["There is no {it}."]),
        ("a sentence in a table", 'M = {"a": "The row is " "too long."}', ["The row is too long."]),
        ("a docstring", 'def f():\n    """It does a thing."""', []),
        ("told to a programmer", 'raise TypeError("Use & here.")', []),
        ("a name, a path, a short word", 'a = ["Order", "order.number", "No.", "a b."]', []),
    ],
)
def test_sentences_are_found(story, code, found):
    assert [text for _, text in words.sentences(code)] == found


@pytest.mark.parametrize(
    ("template", "said", "bare"),
    [
        ('<h1>{% say "Findings" %}</h1>', ["Findings"], []),
        ("<a title=\"{% say 'Go on' %}\">{{ 'broken'|said }}</a>", ["Go on", "broken"], []),
        ("<p>Go on {{ name }}</p>", [], ["Go on"]),
        ('<input placeholder="Number">', [], ["Number"]),
    ],
)
def test_words_of_templates_are_found(template, said, bare):
    assert (list(words.in_template(template)), list(words.bare_in_template(template))) == (said, bare)


def test_a_sentence_built_as_an_f_string_is_found():
    assert [line for line, _ in words.frozen_sentences('echo(f"There are {n} rows.")\nx = f"{a}.{b}"')] == [1]


@pytest.mark.parametrize(
    ("text", "wrong"), [("没有,但是", True), ("未找到。", False), ("共{n}行。", False), ("12:30", False)]
)
def test_half_width_punctuation_is_found(text, wrong):
    assert bool(words.HALF_WIDTH.search(text)) is wrong
