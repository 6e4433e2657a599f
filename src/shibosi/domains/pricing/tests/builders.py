"""Prices that no control objects to, and the shape of a story; see the builders of customs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from shibosi.domains.customs.tests.builders import Story as CustomsStory
from shibosi.domains.customs.tests.builders import built
from shibosi.domains.pricing.tests import templates
from shibosi.kernel.records import Record


@dataclass(frozen=True, repr=False)
class Story(CustomsStory):
    """What a control says of a dossier, asked on 2026-06-30 unless the story says another day."""

    as_of: date = date(2026, 6, 30)


def an_offer(**changes: Any) -> list[Record]:
    """100 yuan from January, 90 from 21 May on, a promotion at 85.50 from 10 June on, shown in dollars."""
    return built(templates.OFFER, changes)


def taking_part(**changes: Any) -> list[Record]:
    """Open to those who joined by 31 May and spent 50: one let in, one not."""
    return built(templates.TAKING_PART, changes)


def a_basket(**changes: Any) -> list[Record]:
    """One basket quoted to a new and to a regular buyer at 90."""
    return built(templates.BASKET, changes)
