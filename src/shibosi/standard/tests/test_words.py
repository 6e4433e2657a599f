"""Every word a user may see has its Chinese."""

import pytest

from shibosi.kernel.words import catalogue
from shibosi.standard import ceb, coverage, errors, figures, vocabulary

DICTIONARIES = [
    vocabulary.MODES,
    vocabulary.ANSWERS,
    vocabulary.PARTIES,
    vocabulary.SYSTEMS,
    vocabulary.CONFIDENCES,
    vocabulary.TEXTS,
    figures.DIRECTIONS,
    figures.STATES,
    ceb.GROUPS,
]
WORDS = {
    *(label for words in DICTIONARIES for label in words.values()),
    *(kind.message for kind in vars(errors).values() if isinstance(kind, type) and hasattr(kind, "message")),
    *(one.unit for one in figures.figures()),
    coverage.UNCITED,
    coverage.UNKNOWN,
    coverage.UNMARKED,
}


@pytest.mark.parametrize("word", sorted(WORDS - {"Something went wrong."}))
def test_the_catalogue_has_the_chinese(word: str) -> None:
    chinese = catalogue()[word]
    assert chinese == "%" or any("一" <= letter <= "鿿" for letter in chinese)


def test_errors_speak_both_languages() -> None:
    mistake = errors.UnknownWord(file="f.csv", row=4, column="mode", found="done", expected="executed, workflow")
    assert mistake.sentence("en") == "f.csv, row 4: column 'mode' says 'done'; expected one of executed, workflow."
    assert mistake.sentence("zh") == "f.csv第4行：“mode”列填的是“done”，应为下列之一：executed, workflow。"


def test_every_error_has_its_own_code() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and kind.__module__ == errors.__name__]
    assert len({kind.code for kind in kinds}) == len(kinds) > 15  # type: ignore[attr-defined]
