"""The page of flows: states, who moves a case between them, deadlines, what follows."""

from shibosi.kernel.flows.declared import KNOWN, Flow
from shibosi.kernel.words import translate
from shibosi.telling.flow import (
    deadline_cells,
    deadline_heads,
    effect_rows,
    move_cells,
    move_heads,
    opening,
    state_cells,
    state_heads,
)
from updates.reference.page import head, joined, linked, points, say, table


def page() -> str:
    """The page in the language in use."""
    found = [one for _, one in sorted(KNOWN.items()) if one.theme.startswith("shibosi.domains.")]
    return joined(head("flows", _what()), *[part for flow in found for part in _flow(flow)])


def _what() -> str:
    return say(
        "A case begins in the first state and ends in a final one. People move it as their role allows; the clock "
        "moves it when a deadline lapses, at the instant it lapsed. How long deadlines are, the parameters say.",
        "案件从首个状态开始，在终结状态结束。办理人员按角色推进案件；期限届满时，由系统时钟在届满时刻推进。"
        "期限长短见参数。",
    )


def _flow(flow: Flow) -> list[str]:
    read = ", ".join(linked(name, "parameters", name) for name in flow.parameters())
    return [
        f"## {flow.name}",
        translate(flow.label),
        points([
            (say("Clauses", "条款"), ", ".join(flow.clauses)),
            (say("Opened with", "立案内容"), opening(flow)),
            (say("Parameters", "参数"), read),
        ]),
        table(state_heads(), [state_cells(flow, one) for one in flow.states.values()]),
        table(move_heads(), [move_cells(flow, one) for one in flow.moves.values()]),
        table(deadline_heads(), [deadline_cells(flow, one) for one in flow.deadlines]),
        table([say("Effect", "后果"), say("Meaning", "含义")], effect_rows(flow)),
    ]  # fmt: skip
