"""The status board as pages show it: tiles, two plots, what waits, what is held, what is wrong."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

from shibosi.domains import registry
from shibosi.kernel.words import translate
from shibosi.methods.messages.kinds import kind
from shibosi.methods.messages.overview import BOUNDS, HELD, HOLDING, REJECTED, WAITING, WRONG, Overview, Placed
from shibosi.methods.messages.states import STATES, STEPS
from shibosi.pages.plots import Plot, Series, sideways, stacked

STUCK = "link_times.stuck"
"""The parameter after how many hours a document is stuck."""
COLOURS = {
    "unsent": "bar-open", "sent": "bar-open", "pending": "bar-open", "retry": "bar-major", "rejected": "bar-critical",
    "accepted": "bar-plain", "held": "bar-major", "closed": "bar-critical", "released": "bar-good",
    "cleared": "bar-good", "cancelled": "bar-plain", "error": "bar-critical", "unread": "bar-open",
}  # fmt: skip
TITLES = {HOLDING: "In the hands of customs", WRONG: "To be put right", WAITING: "Waiting for an answer"}
DONE = ("accepted", "released", "cleared", "cancelled")


def late_after(now: Any) -> timedelta:
    """How long a document may wait on a day before it is told as stuck; without a value, it never is."""
    version = registry.values().in_force(STUCK, now.date(), None)
    return timedelta(hours=version.value) if version is not None and isinstance(version.value, int) else timedelta.max


def shown(found: Overview) -> dict[str, Any]:
    """What `pages/parts/clearance.html` shows of a board."""
    return {
        "seen": found, "total": sum(found.counts.values()), "done": found.count(DONE), "wrong": found.count(REJECTED),
        "held": found.count(HELD), "plots": [one for one in (_states(found), _waiting(found)) if one],
        "lists": [
            (HOLDING, translate(TITLES[HOLDING]), list(map(row, found.held))),
            (WRONG, translate(TITLES[WRONG]), list(map(row, found.wrong))),
            (WAITING, translate(TITLES[WAITING]), list(map(row, found.waiting))),
        ],
        "usual": found.share(50), "slow": found.share(90),
    }  # fmt: skip


def row(one: Placed) -> dict[str, Any]:
    """A document in a list."""
    standing = one.standing
    return {
        "message": standing.key[0], "called": kind(standing.key[0]).code.name, "number": one.number,
        "state": STATES[standing.state], "colour": "broken" if one.late or standing.state in REJECTED else "open",
        "since": one.since, "hours": None if one.lasts is None else int(one.lasts.total_seconds()) // 3600,
        "late": one.late, "says": one.says, "step": STEPS[standing.next_step],
    }  # fmt: skip


def _states(found: Overview) -> Plot | None:
    """Documents by message, their states on each other."""
    if not found.counts:
        return None
    series = [
        Series(translate(STATES[state]), COLOURS[state],
               [found.counts.get((number, state), 0) for number in found.messages])
        for state in found.states
    ]  # fmt: skip
    names = [f"{number} {kind(number).code.name}" for number in found.messages]
    return sideways(stacked("states", translate("What stands where"), translate("Message"), names, series))


def _waiting(found: Overview) -> Plot | None:
    """What waits or is held, by how long."""
    if not sum(found.lasting):
        return None
    names = [translate("under {hours} h").format(hours=BOUNDS[0])]
    names += [translate("{low} to {high} h").format(low=low, high=high) for low, high in pairwise(BOUNDS)]
    names += [translate("over {hours} h").format(hours=BOUNDS[-1])]
    series = [Series(translate("Documents"), "bar-major", list(found.lasting))]
    return stacked("waiting", translate("How long it waits or is held"), translate("Hours"), names, series)
