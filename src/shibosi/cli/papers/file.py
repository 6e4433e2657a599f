"""`shibosi papers file`: what a file of a paper is, what stands in it, and why it would be set apart."""

from pathlib import Path

import click

from shibosi.cli.law.group import AS_JSON
from shibosi.cli.papers.group import command
from shibosi.cli.speaking import say_json, say_pairs
from shibosi.kernel.words import translate

BROKEN = 1


@command.command("file", help="What stands in a file of a paper; exit status 1 where it would be set apart.")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@AS_JSON
def file(path: Path, as_json: bool) -> int:
    """Look at a file as the server does. Raises FileRefused."""
    from shibosi.domains.papers.papers import kind
    from shibosi.methods.scans.looking import MOST, look
    from shibosi.methods.scans.seen import REASONS
    from shibosi.store.papers.matching import found

    with path.open("rb") as opened:
        looked = look(opened.read(MOST + 1), path.name)
    seen, told = looked.seen, found(looked.seen.text)
    if as_json:
        say_json({
            "kind": looked.kind, "size": looked.size, "digest": looked.digest, "pages": seen.pages,
            "turned": seen.turned, "reason": seen.reason, "has_text": bool(seen.text), "kinds": list(told.kinds),
            "numbers": [list(one) for one in told.numbers], "days": [day.isoformat() for day in told.days],
        })  # fmt: skip
    else:
        say_pairs([
            (translate("Kind"), looked.kind.upper()), ("SHA-256", looked.digest),
            (translate("Set apart"), translate(REASONS[seen.reason]) if seen.reason else translate("no")),
            (translate("Turned upright by"), f"{seen.turned}°"),
            (translate("Text"), translate("yes" if seen.text else "no")),
            (translate("Kind of paper"), ", ".join(kind(one).name for one in told.kinds)),
            (translate("Numbers"), ", ".join(number for _, number in told.numbers)),
            (translate("Days"), ", ".join(day.isoformat() for day in told.days)),
        ])  # fmt: skip
    return BROKEN if seen.reason else 0
