"""`shibosi screen`: names against watch-lists, with what speaks for and against each hit."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import polars as pl

from shibosi.cli.speaking import Spoken
from shibosi.kernel.words import translate
from shibosi.methods.formats.writing import write_csv
from shibosi.methods.names.facts import BORN_FORM, Facts
from shibosi.methods.names.matching import CUT, Bearer, Kind
from shibosi.methods.watchlists.entries import Entry
from shibosi.methods.watchlists.keeping import Lists
from shibosi.methods.watchlists.reading import read_list
from shibosi.methods.watchlists.screening import Found, Party, Screener
from shibosi.methods.watchlists.tabular import headed
from shibosi.settings import home

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
HIT, CLEAR = 1, 0
COLUMNS = {
    "asked": pl.String,
    "name": pl.String,
    "score": pl.Float64,
    "list": pl.String,
    "entry": pl.String,
    "listed_name": pl.String,
    "programmes": pl.String,
    "place": pl.String,
    "reasons": pl.String,
}


NOBODY = "There is nobody to screen against: give --list, or import a watch-list (shibosi import watch-list)."
TABLES = {".csv", ".tsv", ".txt", ".xlsx", ".json", ".jsonl", ".xml"}
"""Endings no name has: a file is meant that is not there."""


@click.command(cls=Spoken, help="Screen a name, or the names of a file, against watch-lists.")
@click.argument("names", nargs=-1)
@click.option(
    "--stored", is_flag=True, help="Screen the names of the server's documents; possible matches become cases."
)
@click.option("--list", "files", type=FILE, multiple=True, help="A watch-list file; those taken over unless given.")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), default="any", help="What bears the name.")
@click.option("--born", default="", help="Day or year of birth, as 1958-03-02 or 1958.")
@click.option("--country", default="", help="Two-letter code of the nationality or place of registration.")
@click.option("--cut", type=float, default=CUT, show_default=True, help="How probable a hit has to be, 0 to 1.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON lines.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the hits into this CSV file.")
def command(
    names: Sequence[str],
    stored: bool,
    files: Sequence[Path],
    kind: str,
    born: str,
    country: str,
    cut: float,
    as_json: bool,
    out: Path | None,
) -> int:
    """Screen; status 1 where somebody is found."""
    if stored:
        return _stored()
    if not names:
        raise click.UsageError(translate("Name somebody, a file, or --stored."))
    listed, sources = _entries(files)
    if not listed:
        raise click.UsageError(translate(NOBODY))
    if born and not re.fullmatch(BORN_FORM, born):
        words = translate("'{value}' is no day or year of birth, as 1958-03-02 or 1958.")
        raise click.UsageError(words.format(value=born))
    facts = Facts((born,) if born else (), (country.lower(),) if country else ())
    parties = [party for name in names for party in _parties(name, Kind(kind), facts)]
    found = Screener(listed, cut).screen(parties)
    known = {party.key: party.bearer.names[0] if party.bearer.names else party.key for party in parties}
    rows = [_row(known[one.party], one, listed, sources) for several in found.found.values() for one in several]
    if out:
        _write(out, rows)
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else _sentence(row))
    if not as_json:
        words = translate("{parties} names against {entries} entries: {hits} hits.")
        click.echo(words.format(parties=f"{len(parties):,}", entries=f"{len(listed):,}", hits=f"{len(rows):,}"))
    return HIT if rows else CLEAR


def _stored() -> int:
    """Screen what the server keeps."""
    from shibosi.settings import start_django

    start_django()
    from shibosi.store.screening.running import screen

    done = screen(datetime.now(UTC), anew=True)
    if not done.entries:
        raise click.UsageError(translate(NOBODY))
    words = translate("{names} names against {entries} entries: {hits} hits; {opened} cases opened, {gone} gone.")
    click.echo(words.format(**{
        name: f"{getattr(done, name):,}" for name in ("names", "entries", "hits", "opened", "gone")
    }))  # fmt: skip
    return HIT if done.hits else CLEAR


def _entries(files: Sequence[Path]) -> tuple[list[Entry], list[str]]:
    """The entries to screen against, with the list each is of. Says so where a list in force failed to update."""
    if files:
        pairs = [(entry, path.name) for path in files for entry in read_list(path).entries]
    else:
        lists = Lists(home() / "watch-lists")
        for version in lists.versions():
            if version.failure:
                words = translate("The update of {name} failed at {at}; the version of {taken} is in force.")
                click.echo(words.format(name=version.name, at=version.failed_at, taken=version.taken_at), err=True)
        pairs = [(entry, one.name) for one in lists.versions() for entry in lists.entries(one.name)]
    return [entry for entry, _ in pairs], [name for _, name in pairs]


def _parties(name: str, kind: Kind, facts: Facts) -> Iterator[Party]:
    """A name, or those of a table with the column name (and kind, born, country where it has them)."""
    path = Path(name)
    if not name.strip():
        raise click.UsageError(translate("A name is empty."))
    if not (len(name) < 255 and path.is_file()):
        if path.suffix.lower() in TABLES:
            raise click.UsageError(translate("There is no file '{path}'.").format(path=name))
        yield Party(name, Bearer((name,), kind, facts))
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        for entry in headed(file, path.name):
            yield Party(f"{path.name} {entry.place}", entry.bearer())


def _row(asked: str, one: Found, listed: Sequence[Entry], sources: Sequence[str]) -> dict[str, Any]:
    """A hit as cells."""
    entry = listed[one.hit.listed]
    return {
        "asked": one.party,
        "name": asked,
        "score": round(one.hit.score, 4),
        "list": sources[one.hit.listed],
        "entry": entry.id,
        "listed_name": one.hit.name,
        "programmes": list(entry.programmes),
        "place": entry.place,
        "reasons": [{"kind": r.kind, "left": r.left, "right": r.right, "points": r.points} for r in one.hit.reasons],
    }


def _sentence(row: dict[str, Any]) -> str:
    """A hit as a line with what speaks for and against it below."""
    lines = [f"{row['score']:.3f}  {row['name']}  =  {row['listed_name']}  ({row['list']} {row['entry']})"]
    for reason in row["reasons"]:
        both = " = ".join(filter(None, (reason["left"], reason["right"])))
        lines.append(f"       {reason['points']:+6.2f}  {translate(SAID.get(reason['kind'], reason['kind']))}  {both}")
    return "\n".join(lines)


SAID = {  # what a kind of reason is called
    "same-word": "same word",
    "alike": "alike",
    "sounds": "sounds alike",
    "initial": "initial",
    "left-over": "left over",
    "form-differs": "another legal form",
    "single-word": "a single word",
    "order-differs": "another order",
    "joined": "written as one",
    "initials": "initials only",
    "other-script": "another script",
    "born": "birth day",
    "country": "country",
    "born-in": "place of birth",
    "identifier": "identifier",
    "kind": "kind of bearer",
}


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """The hits as a CSV file, safe for spreadsheets."""
    cells = [
        [
            "; ".join(one)
            if name == "programmes"
            else json.dumps(one, ensure_ascii=False)
            if name == "reasons"
            else one
            for name, one in row.items()
        ]
        for row in rows
    ]
    write_csv(pl.DataFrame(cells, schema=COLUMNS, orient="row"), path, mark=True)
