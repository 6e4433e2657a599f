"""Signing messages, verifying signatures, and keys to try both with."""

from datetime import UTC, datetime
from pathlib import Path

import click

from shibosi import settings
from shibosi.cli.check import DAY
from shibosi.cli.law.group import AS_JSON
from shibosi.cli.messages.group import FILE, UNREADABLE, command, read
from shibosi.cli.speaking import say_json
from shibosi.kernel.words import translate
from shibosi.methods.formats.atomic import atomic
from shibosi.methods.messages.signing.certificates import certificate as certificate_of
from shibosi.methods.messages.signing.certificates import trust_list
from shibosi.methods.messages.signing.keys import RSA, SM2, FileSigner, new_key, private_key, public_key
from shibosi.methods.messages.signing.signing import sign as signed
from shibosi.methods.messages.signing.verifying import Verified
from shibosi.methods.messages.signing.verifying import verify as verified

OUT = click.Path(dir_okay=False, path_type=Path)
PUBLIC = ".public.pem"
OWNER_ONLY, EVERYBODY_READS = 0o600, 0o644


@command.command("sign", help="Sign a message with a key in a file; the result is not to be changed by a blank.")
@click.argument("file", type=FILE)
@click.option("--key", required=True, type=FILE, help="The private key, RSA or SM2, PEM or DER.")
@click.option("--certificate", type=FILE, help="Its certificate, which is sent along.")
@click.option("--number", default="", help="Number of the certificate; that of --certificate unless given.")
@click.option("--out", required=True, type=OUT, help="The file to write.")
def sign(file: Path, key: Path, certificate: Path | None, number: str, out: Path) -> int:
    """Status 2 where the message cannot be read."""
    message = read(file)
    if message is None:
        return UNREADABLE
    made = signed(message, signer_of(key, certificate, number))
    with atomic(out) as draft:
        draft.write_bytes(made)
    click.echo(translate("Written to {path}.").format(path=out), err=True)
    return 0


@command.command("verify", help="Verify the signatures of messages.")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--trust", type=FILE, multiple=True, help="Certificates that are trusted, or who issued them.")
@click.option("--key", type=FILE, help="A public key, where the message brings no certificate.")
@click.option("--at", "moment", type=DAY, help="Whether certificates served on this day.")
@AS_JSON
def verify(
    files: tuple[Path, ...], trust: tuple[Path, ...], key: Path | None, moment: datetime | None, as_json: bool
) -> int:
    """Status 0 where all are right, 1 where one is wrong or missing, 2 where a file holds no message."""
    trusted = trust_list(path.read_bytes() for path in trust) if trust else None
    public = public_key(key.read_bytes()) if key else None
    at = moment.replace(tzinfo=UTC) if moment else datetime.now(UTC)
    found: dict[str, Verified | None] = {}
    for path in files:
        message = read(path)
        found[str(path)] = None if message is None else verified(message.original, path.name, at, trusted, public)
    if as_json:
        say_json([{"file": name} | (one.as_data() if one else {"holds": False}) for name, one in found.items()])
    else:
        for name, one in found.items():
            if one is not None:
                _say(name, one)
    if None in found.values():
        return UNREADABLE
    return 0 if all(one is not None and one.holds for one in found.values()) else 1


@command.command("key", help="Make a key to try signing with; customs knows only the keys on its own cards.")
@click.option("--kind", type=click.Choice([SM2, RSA]), default=SM2, show_default=True, help="Which algorithm.")
@click.option("--out", required=True, type=OUT, help="The file to write; the public key stands beside it.")
def key(kind: str, out: Path) -> int:
    """Write both keys; the private one is readable by its owner only."""
    private, public = new_key(kind)
    beside = out.with_name(out.stem + PUBLIC)
    for path, data, mode in ((out, private, OWNER_ONLY), (beside, public, EVERYBODY_READS)):
        with atomic(path) as draft:
            draft.touch(mode)
            draft.write_bytes(data)
    click.echo(translate("Written to {path}.").format(path=f"{out}, {beside}"), err=True)
    return 0


def signer_of(key: Path, certificate: Path | None, number: str) -> FileSigner:
    """The signer of a key file, with its certificate if there is one. Raises NoKey, LockedKey, AnotherKey."""
    found = private_key(key.read_bytes(), settings.message_password())
    if certificate is None:
        return FileSigner(found.kind, found.private, b"", number.lower())
    held = certificate_of(certificate.read_bytes())
    return found.with_certificate(held.data, held.key, number or held.number)


def _say(name: str, one: Verified) -> None:
    held = one.certificate
    words = "{file}: the signature is right ({kind}, key {name}, {holder})."
    wrong = "{file}: the signature is not right."
    holder = held.holder if held else translate("no certificate")
    click.echo(
        translate(words if one.holds else wrong).format(
            file=name, kind=one.kind.upper(), name=one.key_name, holder=holder
        )
    )
    for reason in one.reasons:
        click.echo(f"  {'✗' if reason.weighs else '·'} {reason.sentence} {reason.answered}".rstrip())
