"""What speaks for a recall, as it is kept, said in the reader's language."""

import pytest

from shibosi.kernel.words import speak
from shibosi.telling.recalls import reasons_kept


@pytest.mark.parametrize(
    ("story", "kept", "english", "chinese"),
    [
        ("several reasons", "model kb2044; name kestrelle", "the same model kb2044; the same name kestrelle",
         "型号相同 kb2044; 名称相同 kestrelle"),
        ("several words", "words bed rail", "the same words bed rail", "用词相同 bed rail"),
        ("what nobody keeps today", "smell roses", "smell roses", "smell roses"),
        ("nothing", "", "", ""),
    ],
)  # fmt: skip
def test_reasons_that_are_kept_are_told(story, kept, english, chinese):
    assert reasons_kept(kept) == english
    speak("zh")
    assert reasons_kept(kept) == chinese
