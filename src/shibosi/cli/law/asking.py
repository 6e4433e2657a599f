"""Questions about values: in force, through time, next, by market, by city."""

from datetime import datetime

import click

from shibosi.cli.law.group import AS_JSON, KNOWN_ON, MARKS, ON, command, day_of, days, say_facts, says
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import translate
from shibosi.standard.law.markets import COMPARED
from shibosi.standard.law.upcoming import HORIZON
from shibosi.standard.vocabulary import CONFIDENCE_WORDS


@command.command("value", help="The value in force on a day, such as rates/DE/VAT/standard.")
@click.argument("series", metavar="NAME")
@ON
@KNOWN_ON
@AS_JSON
def value(series: str, day: datetime | None, known_on: datetime | None, as_json: bool) -> int:
    """Say it; status 3 where none is known to be in force."""
    from shibosi.standard.law.book import book

    on = day_of(day)
    found = book().as_of(series, on, known_on.date() if known_on else None)
    if as_json:
        say_json({"series": series, "day": on, "fact": found.as_data() if found else None})
    elif found is None:
        click.echo(translate("Nothing is known to be in force for {series} on {day}.").format(series=series, day=on))
    else:
        say_facts([found])
    return 0 if found else UNDECIDED


@command.command("history", help="A value through time; without a name, the names of all values.")
@click.argument("series", metavar="[NAME]", default="")
@click.option("--table", default="", help="Only values of this table.")
@click.option("--place", default="", help="Only values of this market.")
@click.option("--corrections", is_flag=True, help="Also rows that were corrected since, in the order of recording.")
@AS_JSON
def history(series: str, table: str, place: str, corrections: bool, as_json: bool) -> int:
    """List versions, or names."""
    from shibosi.standard.law.book import book

    if not series:
        names = book().series(table, place)
        if as_json:
            say_json(list(names))
        else:
            from shibosi.telling.searched import called

            say_table(each("Name", "What it is"), [[name, called(name)] for name in names])
        return 0
    facts = book().corrections(series) if corrections else book().history(series)
    if as_json:
        say_json([fact.as_data() for fact in facts])
    else:
        say_facts(facts)
    return 0


@command.command("next", help="What begins or ends in the days to come.")
@click.option("--days", type=click.IntRange(0, 3660), default=HORIZON, show_default=True, help="How many days ahead.")
@click.option("--place", default="", help="Only what serves this market.")
@ON
@AS_JSON
def upcoming(days: int, place: str, day: datetime | None, as_json: bool) -> int:
    """List changes in the order of their days."""
    from shibosi.standard.law import upcoming as coming

    found = coming.upcoming(day_of(day), days, place)
    if as_json:
        say_json([coming.change_data(one) for one in found])
        return 0
    say_table(
        each("Day", "Name", "Until then", "From then on"),
        [[one.day, one.series, says(one.before) if one.before else "", says(one.after) if one.after else ""]
         for one in found],
    )  # fmt: skip
    return 0


@command.command("compare", help="Two markets side by side.")
@click.argument("left", metavar="MARKET")
@click.argument("right", metavar="MARKET")
@click.option("--topic", type=click.Choice(list(COMPARED)), default=None, help="Only this topic.")
@click.option("--differences", is_flag=True, help="Leave out what is the same in both.")
@ON
@AS_JSON
def compare(left: str, right: str, topic: str | None, differences: bool, day: datetime | None, as_json: bool) -> int:
    """List what each says, by topic."""
    from shibosi.standard.law import markets

    found = [one for one in markets.compare(left, right, day_of(day), topic or "") if not (differences and one.same)]
    if as_json:
        say_json([one.as_data() for one in found])
        return 0
    rows = [
        [one.name, "=" if one.same else "≠", "\n".join(map(says, one.left)), "\n".join(map(says, one.right))]
        for one in found
    ]
    say_table([translate("What"), "", left, right], rows)
    return 0


@command.command("needs", help="What a product needs in a market, by its traits: the reference of product rules.")
@click.argument("market", metavar="MARKET")
@click.option("--trait", "traits", multiple=True, help="A trait it has, such as radio; may be given several times.")
@click.option("--without", multiple=True, help="A trait it does not have.")
@click.option("--age", type=click.IntRange(0, 120), default=None, help="The age in years it is made for, at most.")
@ON
@AS_JSON
def needs(
    market: str, traits: tuple[str, ...], without: tuple[str, ...], age: int | None, day: datetime | None, as_json: bool
) -> int:  # fmt: skip
    """List requirements with what proves them; status 3 where a trait that was not said decides one."""
    from shibosi.standard.law.needs import needs as needed
    from shibosi.standard.law.traits import TRAITS

    known = dict.fromkeys(traits, True) | dict.fromkeys(without, False) | ({} if age is None else {"age_max": age})
    found = needed(market, day_of(day), known)
    status = UNDECIDED if any(one.applies is None for one in found) else 0
    if as_json:
        say_json([one.as_data() for one in found])
        return status
    say_table(
        each("Requirement", "What", "Applies", "Proven by", "Counts how long", "First day", "Confidence", "Source"),
        [[one.id, one.fact.title, translate(MARKS[one.applies]), one.fact.shown("evidence"), one.fact.shown("validity"),
          days(one.fact)[0], translate(CONFIDENCE_WORDS[one.fact.confidence]), one.fact.source] for one in found],
    )  # fmt: skip
    unsaid = sorted({name for one in found for name in one.open})
    if unsaid:
        words = ", ".join(f"{name} ({translate(TRAITS[name])})" if name in TRAITS else name for name in unsaid)
        click.echo(translate("Not said, and it decides: {traits}").format(traits=words))
    return status


@command.command("zones", help="Whether a city lay in a pilot zone on a day; without a city, all zones of the day.")
@click.argument("city", metavar="[CITY]", default="")
@ON
@AS_JSON
def zones(city: str, day: datetime | None, as_json: bool) -> int:
    """Answer with reasons; status 1 outside a zone, 3 where the table cannot say."""
    from shibosi.standard.law.book import book
    from shibosi.standard.law.zones import zone_of

    on = day_of(day)
    if not city:
        there = [fact for name in book().series("zones") if (fact := book().as_of(name, on))]
        if as_json:
            say_json([fact.as_data() for fact in there])
        else:
            heads = each("Province", "Zone", "Batch", "First day", "Reply")
            say_table(heads, [[one.shown("province"), one.shown("zone"), one.shown("batch"), days(one)[0],
                               one.shown("document")] for one in there])  # fmt: skip
        return 0
    found = zone_of(city, on)
    if as_json:
        say_json(found.as_data())
    else:
        click.echo(f"{translate(MARKS[found.inside])}. " + " ".join(one.said for one in found.reasons))
        if found.hint:
            click.echo(translate("Did you mean '{hint}'?").format(hint=found.hint))
    return {True: 0, False: 1, None: UNDECIDED}[found.inside]
