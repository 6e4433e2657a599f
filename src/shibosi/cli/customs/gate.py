"""`shibosi customs gate`: whether the gate of a supervised site opens for parcels."""

from pathlib import Path

import click

from shibosi.cli.customs.group import command
from shibosi.cli.law.group import AS_JSON
from shibosi.cli.messages.group import UNREADABLE, read
from shibosi.cli.messages.standing import PATHS, files
from shibosi.cli.speaking import say_json
from shibosi.kernel.words import told, translate
from shibosi.methods.messages.gates import Gate

OPENS = {True: "opens", False: "stays shut"}


@command.command("gate", help="Whether the gate of a supervised site opens for parcels, with reasons.")
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@click.option("--waybill", "waybills", multiple=True, required=True, help="Waybill number of a parcel at the gate.")
@AS_JSON
def gate(paths: tuple[Path, ...], waybills: tuple[str, ...], as_json: bool) -> int:
    """PATHS: messages sent and answers. Status 0 where it opens for all, 1 where it stays shut, 2 unread files."""
    found = [read(path) for path in files(paths)]
    known = Gate(one for one in found if one is not None)
    decided = {waybill: known.decide(waybill) for waybill in waybills}
    if as_json:
        say_json([{"waybill": waybill, "opens": one.opens, "reasons": [_said(why) for why in one.reasons]}
                  for waybill, one in decided.items()])  # fmt: skip
    else:
        for waybill, one in decided.items():
            click.echo(f"{waybill}: {translate(OPENS[one.opens])}")
            for why in one.reasons:
                click.echo(f"  {_said(why)}")
    if None in found:
        return UNREADABLE
    return 0 if all(one.opens for one in decided.values()) else 1


def _said(why: object) -> str:
    return str(told({"reason": why})["reason"])
