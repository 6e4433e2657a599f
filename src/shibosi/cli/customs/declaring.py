"""`shibosi customs declare`: orders become customs messages, against the simulated office if asked."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from shibosi.cli.customs.group import command
from shibosi.cli.customs.simulating import answer, chances
from shibosi.cli.messages.group import FILE, UNREADABLE, say_problems
from shibosi.cli.messages.signing import signer_of
from shibosi.cli.messages.standing import board_of, outcome
from shibosi.cli.speaking import each, say_table
from shibosi.kernel.words import translate
from shibosi.methods.customsoffice.post import Chances
from shibosi.methods.declaring.declaring import declare, sender_of
from shibosi.methods.declaring.reading import read_sales, requests_of, sales_of
from shibosi.methods.formats.atomic import atomic
from shibosi.methods.formats.dec import Declaration
from shibosi.methods.messages.kinds import kind
from shibosi.methods.messages.states import STATES

SENT, ANSWERS, DECLARATIONS = "sent", "answers", "declarations"
MOMENT = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
FOLDER = click.Path(file_okay=False, path_type=Path)


@command.command("declare", help="Make the messages of orders and requests: checked, signed, a hundred in each.")
@click.argument("file", type=FILE)
@click.option("--out", required=True, type=FOLDER, help="Folder for messages (sent) and answers (answers).")
@click.option("--key", type=FILE, help="The private key that signs the lists, RSA or SM2, PEM or DER.")
@click.option("--certificate", type=FILE, help="Its certificate, which is sent along.")
@click.option("--number", default="", help="Number of the certificate; that of --certificate unless given.")
@click.option("--unsigned", is_flag=True, help="Leave the lists unsigned, to try with; customs refuses them.")
@click.option("--at", "moment", type=MOMENT, help="Time of reporting in Beijing; now unless given.")
@click.option("--simulate", is_flag=True, help="Let the simulated office answer, and say what stands where.")
@chances
def declare_orders(
    file: Path, out: Path, key: Path | None, certificate: Path | None, number: str, unsigned: bool,
    moment: datetime | None, simulate: bool, **chances: Any,
) -> int:  # fmt: skip
    """Status 0: all went out (and was released), 1: an order was held back or rejected, 3: waiting, 2: unread."""
    if (key is None) is not unsigned:
        raise click.UsageError(translate("Lists have to be signed: give --key, or --unsigned to try with."))
    signer = signer_of(key, certificate, number) if key else None
    at = moment or datetime.now(ZoneInfo("Asia/Shanghai")).replace(tzinfo=None, microsecond=0)
    found = list(read_sales(file.read_bytes(), file.name))
    problems = [one.problem for one in found if one.problem is not None]
    say_problems(problems)
    known, unread = board_of([one for one in (out / SENT, out / ANSWERS) if one.is_dir()])
    (out / SENT).mkdir(parents=True, exist_ok=True)
    held = 0
    went: Counter[str] = Counter()
    first = len(list((out / SENT).glob("*.xml"))) + 1
    for batch in declare(sales_of(found), at, sender_of(found), signer, known, requests_of(found)):
        for refusal in batch.refused:
            held += 1
            click.echo(translate("{order} is held back: {reasons}").format(
                order=refusal.number, reasons="; ".join(refusal.reasons)), err=True)  # fmt: skip
        for message in batch.messages:
            path = out / SENT / f"{first + went['messages']:06d}-{message.name}.xml"
            with atomic(path) as draft:
                draft.write_bytes(message.original)
            went["messages"] += 1
        for declaration in batch.declarations.values():
            _declaration(out / DECLARATIONS, declaration)
        went["declarations"] += len(batch.declarations)
        went["orders"] += len(batch.orders)
        went["requests"] += len(batch.requests)
        went["underway"] += batch.underway
    words = translate("{messages} messages of {orders} orders: {path}. {underway} documents are under way or done.")
    click.echo(words.format(path=out / SENT, **{name: went[name] for name in ("messages", "orders", "underway")}))
    if went["requests"]:
        words = translate("Of them {count} requests, such as cancellations, returns, arrivals.")
        click.echo(words.format(count=went["requests"]))
    if went["declarations"]:
        words = translate("{count} general declarations, unverified and unsigned, to look at and to hand in: {path}")
        click.echo(words.format(count=went["declarations"], path=out / DECLARATIONS))
    if problems or unread:
        return UNREADABLE
    return max(_simulated(out, unsigned, Chances(**chances)) if simulate else 0, 1 if held else 0)


def _declaration(folder: Path, declaration: Declaration) -> None:
    """One file more in the folder of general declarations."""
    folder.mkdir(exist_ok=True)
    number = len(list(folder.glob("*.xml"))) + 1
    with atomic(folder / f"{number:06d}-DecMessage.xml") as draft:
        draft.write_bytes(declaration.original)


def _simulated(out: Path, unsigned: bool, how: Chances) -> int:
    """Everything sent so far is answered anew, in the order it was sent; how each kind of document stands."""
    answer([out / SENT], out / ANSWERS, how, not unsigned, as_named=True)
    board, _ = board_of([out / SENT, out / ANSWERS])
    counted = Counter((one.key[0], one.state) for one in board.standings())
    say_table(each("Message", "", "State", "Documents"),
              [[number, kind(number).code.name, translate(STATES[state]), count]
               for (number, state), count in sorted(counted.items())], right=(3,))  # fmt: skip
    return outcome(board)
