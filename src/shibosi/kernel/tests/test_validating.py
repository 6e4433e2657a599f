"""Why a value does not fit, in both languages; every kind of mistake said fills the places of its sentence."""

from datetime import date
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.validating import why


class Asked(BaseModel):
    """What is asked."""

    model_config = ConfigDict(extra="forbid")
    order_type: Literal["I", "E"]
    most: int = Field(1, ge=1, le=5)
    query: str = Field("x", min_length=1, max_length=3)
    day: date | None = None


class Unfit(ShibosiError):
    """A value that does not fit."""

    code = "unfit"
    message = "{reason}"


@pytest.mark.parametrize(
    ("given", "english", "chinese"),
    [
        ({}, "it is required", "必须填写"),
        ({"order_type": "X"}, "wanted is 'I', 'E'", "应为 'I', 'E'"),
        ({"order_type": "I", "most": 9}, "at most 5 is wanted", "应不大于 5"),
        ({"order_type": "I", "most": "x"}, "a whole number is wanted", "应为整数"),
        ({"order_type": "I", "query": "long"}, "at most 3 letters are taken", "至多 3 个字符"),
        ({"order_type": "I", "day": "x"}, "a day such as 2026-11-21 is wanted", "应为日期，如 2026-11-21"),
        ({"order_type": "I", "other": 1}, "it is not known here", "此处没有该参数"),
    ],
)
def test_the_reason_is_said_in_both_languages(given: dict[str, Any], english: str, chinese: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Asked.model_validate(given)
    mistake = Unfit(reason=why(dict(caught.value.errors()[0])))
    assert (mistake.sentence("en"), mistake.sentence("zh")) == (english, chinese)


def test_a_kind_not_known_here_keeps_its_own_words() -> None:
    assert why({"type": "odd", "msg": "Odd."}) == "Odd."
