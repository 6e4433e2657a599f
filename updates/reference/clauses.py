"""The page of clauses: every item of the standard and of its companion texts, and what answers it."""

from itertools import groupby

from shibosi.cli.coverage import ANSWERED, OPEN, PARTLY, computed, state
from shibosi.kernel.words import translate
from shibosi.standard.coverage import Covered
from shibosi.standard.register import Clause
from shibosi.standard.vocabulary import ANSWERS, MODES, PARTIES, SYSTEMS, TEXTS
from updates.reference.page import head, joined, linked, say, table


def page() -> str:
    """The page in the language in use."""
    found = computed()
    chapters = groupby(found.clauses, key=lambda one: one.item.id.partition(".")[0])
    texts = groupby(found.companions, key=lambda one: one.item.id.partition("-")[0])
    return joined(
        head("clauses", _what()),
        *[
            part
            for number, items in chapters
            for part in (f"## {say('Chapter', '第')} {number}{say('', ' 章')}", _table(list(items)))
        ],
        *[part for number, items in texts for part in (f"## {_text(number)}", _table(list(items)))],
    )


def _what() -> str:
    return say(
        "Every item of T/CATIS 030-2025 and of its companion texts in our own words. An item is answered where the "
        "register says by what and the code agrees; in part where controls cite it and it asks for more.",
        "T/CATIS 030-2025 及其配套文本的每一项，均为我们自己的表述。登记簿写明由何对应且与代码一致的为“已对应”；"
        "有核查引用但该项另有要求的为“部分对应”。",
    )


def _text(number: str) -> str:
    return f"{number} {translate(TEXTS[number if number in TEXTS else 'all'])}"


def _table(items: list[Covered]) -> str:
    heads = [say(*pair) for pair in (
        ("Number", "编号"), ("What is asked", "要求"), ("Party", "责任方"), ("Mode", "落实方式"),
        ("System", "所属系统"), ("Answered", "对应情况"), ("Controls", "核查"),
    )]  # fmt: skip
    return table(heads, [_row(one) for one in items])


def _row(one: Covered) -> list[str]:
    item = one.item
    words = {ANSWERED: "", PARTLY: say("in part", "部分"), OPEN: ""}
    answered = translate(ANSWERS[item.by]) if state(one) == ANSWERED else words[state(one)]
    controls = [linked(name, "controls", name) for kind, name in one.answers if kind == "control"]
    told = f"{len(controls)}" if len(controls) > 3 and isinstance(item, Clause) else ", ".join(controls)
    return [
        item.id, item.gist, translate(PARTIES[item.party]), translate(MODES[item.mode]),
        translate(SYSTEMS[item.system]), answered, told,
    ]  # fmt: skip
