"""`shibosi customs payment-data` and `ask`: uploading original payment data, and a simulated customs that asks."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import parse_qs, urlencode
from urllib.request import Request, urlopen

import click

from shibosi.cli.customs.group import command
from shibosi.cli.messages.group import FILE, UNREADABLE
from shibosi.cli.messages.signing import signer_of
from shibosi.kernel.words import translate
from shibosi.methods.customsoffice.sampling import Sampler
from shibosi.methods.messages.paymentdata import MOST_UPLOAD, question, upload
from shibosi.methods.messages.signing.keys import public_key

SECONDS, LONGEST_ANSWER = 10, 100_000
LOOPBACK = "127.0.0.1"


@command.command("payment-data", help="Make, and with --to send, the upload that answers a question of customs.")
@click.argument("file", type=FILE)
@click.option("--question", "asked", required=True, help="What customs sent as openReq.")
@click.option("--key", required=True, type=FILE, help="The private key that signs, RSA or SM2, PEM or DER.")
@click.option("--number", required=True, help="Number of its certificate.")
@click.option("--to", help="Where to upload it; without it the upload is only shown.")
def payment_data(file: Path, asked: str, key: Path, number: str, to: str | None) -> int:
    """FILE: {"head": {...}, "orders": [{...}]} as the interface names them. Status 1 where it was refused, 2 unread."""
    try:
        found = json.loads(file.read_bytes(), parse_float=Decimal)
        head, orders = found["head"], found["orders"]
        text = upload(question(asked), head, orders, signer_of(key, None, number), _now())
    except (ValueError, KeyError, TypeError):
        click.echo(translate("{path} holds no head and orders of a payment.").format(path=file), err=True)
        return UNREADABLE
    if to is None:
        click.echo(text)
        return 0
    said = _sent(to, {"payExInfoStr": text})
    click.echo(json.dumps(said, ensure_ascii=False))
    return 0 if said.get("code") == "10000" else 1


@command.command("ask", help="Ask a platform for payment data as customs would, and judge what it uploads.")
@click.argument("url")
@click.argument("orders", nargs=-1, required=True)
@click.option("--listen", default=8901, show_default=True, type=click.IntRange(0, 65535),
              help="Port of this machine to which the platform uploads.")  # fmt: skip
@click.option("--key", type=FILE, help="The platform's public key; without it any signature is taken.")
@click.option("--wait", default=30, show_default=True, type=click.IntRange(0, 3600), help="Seconds to wait.")
def ask(url: str, orders: tuple[str, ...], listen: int, key: Path | None, wait: int) -> int:
    """Status 0 where all were uploaded and are right, 1 where one was refused or wrong, 3 where one did not come."""
    sampler = Sampler(public_key(key.read_bytes()).verifies) if key else Sampler()
    refused = 0
    with listening(sampler, listen) as port:
        click.echo(translate("Uploads are taken at http://{host}:{port}").format(host=LOOPBACK, port=port), err=True)
        for order in orders:
            said = _sent(url, {"openReq": sampler.question(order, _now())})
            click.echo(f"{order}: {said.get('code')} {said.get('message')}".rstrip())
            refused += said.get("code") != "10000"
        until = time.monotonic() + wait
        while len(sampler.taken) + len(sampler.faults) + refused < len(orders) and time.monotonic() < until:
            time.sleep(0.1)
    for session, found in sampler.taken.items():
        words = translate("{order}: uploaded, signed by {number}, {amount}")
        click.echo(words.format(order=sampler.asked[session], number=found["certNo"],
                                amount=found["payExchangeInfoHead"]["totalAmount"]))  # fmt: skip
    for fault in sampler.faults:
        click.echo(fault)
    missing = len(orders) - refused - len(sampler.taken)
    return 1 if refused or sampler.faults else 3 if missing else 0


@contextmanager
def listening(sampler: Sampler, port: int) -> Iterator[int]:
    """Take uploads on a port of this machine while the block runs; answers the port (a free one for 0)."""
    server = ThreadingHTTPServer((LOOPBACK, port), _handler(sampler))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(sampler: Sampler) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Takes the form field `payExInfoStr`."""

        def do_POST(self) -> None:
            """Answer an upload."""
            length = min(int(self.headers.get("Content-Length") or 0), 2 * MOST_UPLOAD)
            fields = parse_qs(self.rfile.read(length).decode("utf-8", "replace"), max_num_fields=10)
            said = sampler.take(fields.get("payExInfoStr", [""])[0], _now())
            body = json.dumps(said, ensure_ascii=False).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is said of single requests."""

    return Handler


def _sent(url: str, fields: dict[str, str]) -> dict[str, Any]:
    """What an address answers to a form. Raises ClickException where it does not answer, or with something else."""
    if not url.startswith(("http://", "https://")):
        raise click.ClickException(translate("'{url}' is no address.").format(url=url))
    try:
        with urlopen(Request(url, urlencode(fields).encode("ascii")), timeout=SECONDS) as answered:
            found = json.loads(answered.read(LONGEST_ANSWER))
    except (URLError, OSError, ValueError) as mistake:
        words = translate("{url} does not answer: {reason}").format(url=url, reason=mistake)
        raise click.ClickException(words) from mistake
    return found if isinstance(found, dict) else {}


def _now() -> int:
    return time.time_ns() // 1_000_000
