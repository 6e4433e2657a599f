"""The tool explain: a clause, a control, a parameter, a kind of record, or a finding."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from shibosi.domains import registry
from shibosi.kernel.controls import named
from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.parameters import Parameters, UnknownParameter
from shibosi.kernel.runs import ABOUT, Run, open_run
from shibosi.kernel.words import translate
from shibosi.mcp.tool import Answer, Asked, Caller, Tool
from shibosi.standard.register import resolve
from shibosi.telling import recorded as records
from shibosi.telling import schemas
from shibosi.telling.clause import clause_data
from shibosi.telling.control import control_data
from shibosi.telling.finding import explained
from shibosi.telling.told import finding_data
from shibosi.telling.values import as_data, value_text, valued

RUN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
NUMBER = re.compile(r"#?([0-9]{1,15})")
DOOR = "mcp"
Kind = Literal["clause", "control", "parameter", "record", "finding"]


class NoFindings(ShibosiError):
    """Findings where there are neither runs nor a store."""

    code = "no-findings-here"
    message = "There are no findings here: {reason}."


class NotANumber(ShibosiError):
    """A finding is meant by its number."""

    code = "not-a-number"
    message = "A finding is meant by its number; '{name}' is none."


class NoSuchRun(ShibosiError):
    """A name that is no run folder."""

    code = "no-such-run"
    message = "There is no run '{run}'."


class ExplainAsked(Asked):
    """What is to be explained."""

    kind: Kind = Field(description="What it is.")
    name: str = Field(description="Number of a clause, name of a control, parameter or record, number of a finding.",
                      min_length=1, max_length=120)  # fmt: skip
    as_of: date | None = Field(None, description="The day whose values are told as those in force; today unless given.")
    run: str = Field("", description="For a finding on this machine: the run folder; the newest unless given.",
                     max_length=100)  # fmt: skip


class Explained(Answer):
    """What there is to tell: a sentence, and everything as values."""

    kind: Kind
    name: str
    says: str
    in_force: list[dict[str, Any]]
    about: dict[str, Any]

    def lines(self) -> Iterator[str]:
        """What it says, what is in force, then all of it."""
        yield f"{self.kind} {self.name}: {self.says}"
        for one in self.in_force:
            yield "{parameter} = {value} ({place}; {confidence}; {source})".format(**one)
        yield from _plain(self.about, "")


def explain(asked: ExplainAsked, caller: Caller) -> Explained:
    """Tell. Raises UnknownClause, UnknownControl, UnknownParameter, UnknownRecord, and what reading a run raises."""
    registry.load()
    says, about, parameters = TELLERS[asked.kind](asked, caller)
    day = asked.as_of or caller.today
    return Explained(kind=asked.kind, name=asked.name, says=says, about=about,
                     in_force=[_in_force(name, day) for name in parameters])  # fmt: skip


Told = tuple[str, dict[str, Any], list[str]]
"""A sentence, everything as values, and the parameters it hangs on."""


def _clause(asked: ExplainAsked, caller: Caller) -> Told:
    data = clause_data(asked.name, registry.values())
    gists = [one.gist for one in resolve(asked.name)]
    return " / ".join(gists[:3]), data, sorted({name for one in data["controls"] for name in one["parameters"]})


def _control(asked: ExplainAsked, caller: Caller) -> Told:
    control = named(asked.name)
    return translate(control.sentence), control_data(control, registry.values()), control.parameters()


def _parameter(asked: ExplainAsked, caller: Caller) -> Told:
    known = Parameters.known.get(asked.name)
    if known is None:
        raise UnknownParameter(parameter=asked.name, hint=nearest(asked.name, list(Parameters.known)))
    return translate(known.meaning), {"versions": as_data(valued(registry.values(), [asked.name]))}, [asked.name]


def _record(asked: ExplainAsked, caller: Caller) -> Told:
    made = schemas.known(asked.name)
    return translate(made.label), schemas.json_schema(made), []


def _finding(asked: ExplainAsked, caller: Caller) -> Told:
    number = NUMBER.fullmatch(asked.name)
    if number is None:
        raise NotANumber(name=asked.name)
    if caller.viewer is not None:
        from shibosi.api.findings import shown, why

        stored = shown(caller.viewer, int(number[1]), DOOR) | {"why": why(caller.viewer, int(number[1]), DOOR)}
        return stored["sentence"], stored, named(stored["control"]).parameters()
    run = _run(asked.run, caller.runs)
    found = records.numbered(run, int(number[1]))
    control = named(found.control)
    again = explained(run, control, found.key)
    data = finding_data(control, found.key, found, again, whole=False, personal=False)
    return translate(control.sentence), data, control.parameters()


TELLERS: dict[str, Callable[[ExplainAsked, Caller], Told]] = {
    "clause": _clause, "control": _control, "parameter": _parameter, "record": _record, "finding": _finding,
}  # fmt: skip


def _run(name: str, runs: Path | None) -> Run:
    """A run below the folder of runs, never anything else. Raises NoFindings, NoRuns, NoSuchRun, NoRun."""
    if runs is None:
        raise NoFindings(reason=translate("no folder of runs was named"))
    if not name:
        return open_run(records.newest(runs))
    if not RUN.fullmatch(name) or not (runs / name / ABOUT).is_file():
        raise NoSuchRun(run=name)
    return open_run(runs / name)


def _in_force(name: str, day: date) -> dict[str, Any]:
    version = registry.values().in_force(name, day, "CN")
    return {
        "parameter": name, "value": value_text(name, version), "place": version.place if version else "CN",
        "first": version.first.isoformat() if version and version.first else None,
        "source": version.source if version else "", "confidence": version.confidence if version else "",
    }  # fmt: skip


def _plain(found: Any, before: str) -> Iterator[str]:
    """Values as indented lines; empty ones are left out."""
    if isinstance(found, dict):
        for name, value in found.items():
            if isinstance(value, dict | list) and value:
                yield f"{before}{name}:"
                yield from _plain(value, before + "  ")
            elif value not in (None, "", [], {}):
                yield f"{before}{name}: {value}"
    elif isinstance(found, list):
        for value in found:
            if isinstance(value, dict | list):
                yield f"{before}-"
                yield from _plain(value, before + "  ")
            else:
                yield f"{before}- {value}"


EXPLAIN = Tool(
    "explain", "Explain",
    "What a clause asks for and which controls answer it, what a control computes, the values of a parameter through "
    "time with their sources, the columns of a kind of record, or why a finding is so.",
    ExplainAsked, Explained, explain,
)  # fmt: skip
