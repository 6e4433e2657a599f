"""Refunds, deemed income and the calendar of obligations."""

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import click

from shibosi.cli.check import DAY
from shibosi.cli.law.group import AS_JSON, MARKS, ON, day_of
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_pairs, say_table
from shibosi.cli.tax.group import AMOUNT, EXPLAIN, OVERLAY, PLACE, command, law_of, options, say_number
from shibosi.kernel.words import translate
from shibosi.methods.derivation.telling import as_data, text
from shibosi.standard.vocabulary import CONFIDENCE_WORDS

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SIGNS = {True: "+", False: "-", None: "?"}
FREQUENCIES = ("month", "quarter", "year")
MANUFACTURER = options(
    click.option("--fob", type=AMOUNT, help="Export value FOB of a manufacturer's month, CNY."),
    click.option("--output", type=AMOUNT, help="Output VAT at home of the month, CNY."),
    click.option("--input", "paid", type=AMOUNT, help="Input VAT of the month, CNY."),
    click.option("--carried", type=AMOUNT, default=Decimal(0), help="Input VAT carried over, CNY."),
)


@command.command("refund", help="What an export refund comes to, for a trading company or a manufacturer.")
@click.option("--base", type=AMOUNT, help="Purchase price without tax of a trading company, CNY.")
@click.option("--rate", type=AMOUNT, required=True, help="Refund rate in per cent.")
@MANUFACTURER
@ON
@OVERLAY
@EXPLAIN
@AS_JSON
def refund(
    base: Decimal | None, rate: Decimal, fob: Decimal | None, output: Decimal | None, paid: Decimal | None,
    carried: Decimal, day: datetime | None, overlay: Path | None, explain: bool, as_json: bool,
) -> int:  # fmt: skip
    """Either --base, or --fob with --output and --input; status 0."""
    from shibosi.methods.filing.refunds import Month, of_manufacturer, of_trader

    on, law = day_of(day), law_of(overlay)
    if base is not None and fob is None:
        found = of_trader(base, rate, on, law)
    elif base is None and fob is not None and output is not None and paid is not None:
        found = of_manufacturer(Month(fob, output, paid, carried), rate, on, law)
    else:
        raise click.UsageError(translate("Give --base, or --fob with --output and --input."))
    if as_json:
        say_json({"day": on, "amounts": [as_data(one) for one in found.numbers]})
        return 0
    say_pairs((translate(one.label), text(one)) for one in found.numbers)
    for one in found.numbers if explain else found.numbers[:1]:
        say_number(one, explain)
    return 0


@command.command("refund-rates", help="A table of refund rates by goods as other values for check; FILE is CSV.")
@click.argument("file", type=FILE)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True,
              help="Write the values, which `check --overlay` reads.")  # fmt: skip
def refund_rates(file: Path, out: Path) -> int:
    """Status 0; nothing is written where a row cannot be read."""
    from shibosi.methods.taxes.refunding import as_overlay, read_rates

    rates = read_rates(file)
    out.write_text(as_overlay(rates, file.name), encoding="utf-8")
    codes = len({one.code for one in rates})
    click.echo(translate("Written: {path}.").format(path=out) + " " + translate("{count} codes").format(count=codes))
    return 0


@command.command("example", help="A made-up tax file with faults, and which they are: documents and truth.csv.")
@click.option("--firms", type=click.IntRange(1, 10_000), default=7, show_default=True, help="How many firms.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write into.")
def example(firms: int, out: Path) -> int:
    """Status 0."""
    from shibosi.example.taxes import tax_file

    made = tax_file(firms)
    made.write(out)
    click.echo(translate("{count} faults in {path}.").format(count=len(made.truth), path=out))
    return 0


@command.command("deemed", help="Corporate income tax on a deemed share of revenue, and whether a firm may use it.")
@click.option("--revenue", type=AMOUNT, required=True, help="Revenue of the year in CNY.")
@click.option("--city", help="City of the firm's registration, in Chinese or English.")
@click.option("--recorded/--not-recorded", default=None, help="Exports are recorded on the platform of the zone.")
@click.option("--voucher", type=click.Choice(["special-invoice", "customs-certificate", "other", "none"]),
              help="Voucher of purchase.")  # fmt: skip
@click.option("--declared-by-list/--not-by-list", default=None, help="Exported by e-commerce declaration list.")
@click.option("--zone-customs/--other-customs", default=None, help="Declared at the customs of the zone.")
@click.option("--refund-cancelled/--refund-in-force", default=None, help="Goods whose refund was cancelled.")
@ON
@AS_JSON
def deemed(
    revenue: Decimal, city: str | None, recorded: bool | None, voucher: str | None, declared_by_list: bool | None,
    zone_customs: bool | None, refund_cancelled: bool | None, day: datetime | None, as_json: bool,
) -> int:  # fmt: skip
    """Status 0 where it may be used, 1 where not, 3 where a fact is missing."""
    from shibosi.standard.law.book import book
    from shibosi.standard.law.eligibility import decide
    from shibosi.standard.law.policies import POLICIES
    from shibosi.standard.law.profiles import Profile

    profile = Profile(
        day_of(day), city=city, recorded=recorded, voucher=voucher, declared_by_list=declared_by_list,
        zone_customs=zone_customs, refund_cancelled=refund_cancelled, revenue=revenue,
    )  # fmt: skip
    found = decide(next(one for one in POLICIES if one.name == "deemed-income"), profile, book())
    if as_json:
        say_json(found.as_data())
    else:
        click.echo(f"{translate(MARKS[found.usable])}: {translate(found.policy.gives)}")
        for reason in found.reasons:
            click.echo(f"  {SIGNS[reason.met]} {reason.said}")
        for caution in found.cautions:
            click.echo(f"  ! {caution.said}")
        labels = {
            "income": "Taxable income, CNY", "tax": "Tax at the general rate, CNY",
            "small": "Tax of a small low-profit enterprise, CNY",
        }  # fmt: skip
        say_pairs((translate(labels[name]), "-" if value is None else f"{value:f}")
                  for name, value in found.figures.items())  # fmt: skip
    return {True: 0, False: 1, None: UNDECIDED}[found.usable]


@command.command("obligations", help="Which returns are due when: of one registration, or of a file of them.")
@click.option("--market", type=PLACE, help="Code or name of the market, such as DE, Germany or EU.")
@click.option("--scheme", help="Tax and scheme: VAT, GST, OSS, IOSS, ...")
@click.option("--frequency", type=click.Choice(FREQUENCIES), help="How often a return is due.")
@click.option("--party", default="", help="Code of the taxpayer.")
@click.option("--registrations", type=FILE, help="A CSV of tax registrations (records tax_registration).")
@click.option("--from", "first", type=DAY, help="Periods that end on or after this day; by default this year's.")
@click.option("--to", "last", type=DAY, help="Periods that end by this day; by default the end of the year.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path),
              help="Write a CSV of records tax_obligation, which `check` reads.")  # fmt: skip
@AS_JSON
def obligations(
    market: str | None, scheme: str | None, frequency: str | None, party: str, registrations: Path | None,
    first: datetime | None, last: datetime | None, out: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Status 0, or 3 where of a registration or period it is not known when it is due."""
    from shibosi.methods.filing.periods import Registered, calendar, undetermined

    begin = first.date() if first else date(day_of(None).year, 1, 1)
    end = last.date() if last else date(begin.year, 12, 31)
    if registrations is not None:
        from shibosi.methods.filing.reading import read_registrations

        wanted = read_registrations(registrations)
    elif market and scheme:
        wanted = [Registered(party, market, scheme, begin, None, frequency or "")]
    else:
        raise click.UsageError(translate("Give --market and --scheme, or --registrations."))
    found = [due for one in wanted for due in calendar(one, begin, end)]
    open_ = [(one, why) for one in wanted if (why := undetermined(one, end))]
    if out is not None:
        with out.open("w", encoding="utf-8", newline="") as file:
            rows = [one.as_record() for one in found]
            writer = csv.DictWriter(file, list(rows[0]) if rows else ["party_code"])
            writer.writeheader()
            writer.writerows(rows)
    if as_json:
        say_json([one.as_data() for one in found])
    else:
        say_table(
            each("Taxpayer", "Market", "Tax and scheme", "Period", "Last day for return and payment", "Confidence",
                 "Source"),
            [[one.party, one.market, one.scheme, one.period, one.due or translate("not known"),
              translate(CONFIDENCE_WORDS[one.confidence]) if one.confidence else "", one.source]
             for one in found],
        )  # fmt: skip
    for one, why in open_:
        click.echo(f"{one.party} {one.market} {one.scheme}: {translate(why)}", err=True)
    return UNDECIDED if open_ or any(one.due is None for one in found) else 0
