"""The group of commands about the law, and what they share."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import click

from shibosi.cli.check import DAY, today
from shibosi.cli.speaking import SpokenGroup, each, say_table
from shibosi.kernel.words import translate
from shibosi.standard.law.facts import Fact
from shibosi.standard.vocabulary import CONFIDENCES

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
ON = click.option("--day", type=DAY, help="The day for which is asked; today in China unless given.")
KNOWN_ON = click.option("--known-on", type=DAY, help="As it was known on this day; as it is known now unless given.")
MARKS = {True: "yes", False: "no", None: "not known"}


@click.group("law", cls=SpokenGroup, help="The law as data: values through time, zones, markets, policies, norms.")
def command() -> None:
    """All commands about the law."""


def day_of(asked: datetime | None) -> date:
    """The day asked for; today in China unless one is given."""
    return asked.date() if asked else today()


def say_facts(facts: Iterable[Fact]) -> None:
    """Rows with their days, what they say, how sure it is and whence."""
    say_table(
        each("Places", "First day", "Last day", "What it says", "Confidence", "Source"),
        [
            [" ".join(fact.places), days(fact)[0], days(fact)[1], says(fact), translate(CONFIDENCES[fact.confidence]),
             fact.source]
            for fact in facts
        ],
    )  # fmt: skip


def says(fact: Fact) -> str:
    """What a row says, with its remark."""
    text = translate("no such value") if fact.repealed else fact.words()
    return f"{text} ({fact.note})" if str(fact.note) else text


def days(fact: Fact) -> Sequence[str]:
    """First and last day in words: an unknown first day is said, an open end is empty."""
    first = fact.start.isoformat() if fact.start else translate("not known")
    return first, fact.end.isoformat() if fact.end else ""
