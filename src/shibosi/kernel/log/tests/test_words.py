"""Every error of the log speaks Chinese, with the same facts."""

import re

import pytest

from shibosi.kernel.log import errors
from shibosi.kernel.words import translate

EVERY = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.LogError)]
KINDS = [kind for kind in EVERY if kind is not errors.LogError]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_says_the_same_in_chinese(kind: type[errors.LogError]) -> None:
    chinese = translate(kind.message, "zh")
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert sorted(re.findall(r"\{\w+\}", chinese)) == sorted(re.findall(r"\{\w+\}", kind.message))


def test_every_error_has_a_code_of_its_own() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)
