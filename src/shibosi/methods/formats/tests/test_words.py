"""Every sentence of this room has its Chinese, with the same places in it."""

import string
from pathlib import Path

import polib
import pytest

from shibosi.methods.formats import annotating, maperrors, sheetwriting, suggesting, writing
from shibosi.methods.formats.unreadable import MESSAGES, NOTICES

ERRORS = [
    getattr(module, name).message
    for module in (maperrors, sheetwriting, writing)
    for name in vars(module)
    if name.endswith("Error") and name != "ShibosiError"
]
SAID = [
    *MESSAGES.values(), *ERRORS, *maperrors.EXPECTED, *suggesting.WHYS, *annotating.FILLS, *annotating.SUMMARY_HEADINGS,
    annotating.MORE, sheetwriting.CUT,
]  # fmt: skip
REASONS = [
    "it is missing", "it has {count} parts", "it holds no workbook", "row {number} follows row {last}",
    "larger than {limit} bytes", "it does not begin as one", "it does not end as one", "no UTF-8", "no YAML",
    "it is not packed as one, or is damaged",
]  # fmt: skip
"""What is said in the place of a reason; `tests/test_words.py` finds those that nobody gives."""
CATALOGUE = {
    entry.msgid: entry.msgstr
    for entry in polib.pofile(str(Path(annotating.__file__).with_name("zh.po")), encoding="utf-8")
}


def places(text):
    """The named places of a sentence."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


@pytest.mark.parametrize("text", sorted({*SAID, *REASONS}))
def test_every_text_has_its_chinese(text):
    assert any("\u3400" <= char <= "\u9fff" for char in CATALOGUE[text])
    assert places(CATALOGUE[text]) == places(text)


def test_the_catalogue_says_nothing_nobody_says():
    assert set(CATALOGUE) - {*SAID, *REASONS} == set()


def test_notices_are_codes_that_exist():
    assert set(MESSAGES) >= NOTICES
