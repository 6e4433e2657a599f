"""The page of controls: sentence, rule, what each computes, what follows."""

from itertools import groupby

from shibosi.kernel.controls import KNOWN, Control
from shibosi.kernel.words import translate
from shibosi.telling.control import dossier_text, formulas, reported, severity_text
from updates.reference.page import block, head, joined, linked, points, say


def page() -> str:
    """The page in the language in use."""
    found = sorted((one for one in KNOWN.values() if one.room.startswith("shibosi.domains.")), key=_place)
    themes = groupby(found, key=lambda one: ".".join(one.room.split(".")[2::2]))
    return joined(
        head("controls", _what(len(found))),
        *[part for theme, controls in themes for part in (f"## {theme}", *map(_control, controls))],
    )


def _place(control: Control) -> tuple[str, str]:
    return control.room, control.name


def _what(count: int) -> str:
    return say(
        f"{count} controls. Each is one sentence over a dossier: true is held, false broken, what cannot be decided "
        "undetermined; outside its scope it says nothing. Names in capitals are explained below the formula.",
        f"共 {count} 项核查。每项是对一个卷宗的一句要求：成立为符合，不成立为违反，无从判断为无法判定；"
        "不在适用范围内的不作判断。大写的名称在公式下方说明。",
    )


def _control(control: Control) -> str:
    written = formulas(control)
    names = written["scope"].names | written["condition"].names
    lines = [
        f"{say('scope', '适用范围')}: {written['scope'].text or say('every dossier', '所有卷宗')}",
        f"{say('condition', '条件')}: {written['condition'].text}",
        *[f"{name}: {text}" for name, text in names.items()],
    ]
    currencies = written["scope"].currencies + written["condition"].currencies
    if currencies:
        lines.append(f"{say('one currency', '须同币制')}: {'; '.join(dict.fromkeys(currencies))}")
    return joined(
        f"### {control.name}",
        translate(control.sentence),
        block("\n".join(lines)),
        points([
            (say("Clauses", "条款"), ", ".join(control.clauses)),
            (say("Rule", "规则"), control.rule),
            (say("Dossier", "卷宗"), dossier_text(control)),
            (say("Severity", "严重程度"), severity_text(control)),
            (say("Day", "日期"), f"`{written['day'].text}`" if written["day"].text else ""),
            (say("Parameters", "参数"), ", ".join(linked(name, "parameters", name) for name in control.parameters())),
            (say("Reports the absence of", "负责报告缺失"), ", ".join(reported(control))),
            (say("One-sided", "单向核查"), translate(control.one_sided) if control.one_sided else ""),
            (say("Remedy", "整改建议"), translate(control.remedy)),
        ]),
    ).rstrip()  # fmt: skip
