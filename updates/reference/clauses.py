"""The page of clauses: every item of the standard and of its companion texts, and what answers it."""

from itertools import groupby

from shibosi.kernel.words import translate
from shibosi.standard.coverage import COVERED, OPEN, PARTLY, Covered
from shibosi.standard.register import Clause
from shibosi.standard.vocabulary import ANSWERS, MODES, PARTIES, SYSTEMS, TEXTS
from shibosi.telling.coverage import computed
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
        "Every item of T/CATIS 030-2025 and of its companion texts in our own words. An item is covered when its "
        "control, flow or kind of paper runs, is shown at a door, and has stories that hold, break and cannot be "
        "decided; an informative item when its page and the norms it cites are shown. What is cited and not covered is "
        "covered in part.",
        "T/CATIS 030-2025 及其配套文本的每一项，均为我们自己的表述。对应的核查、流程或证明文件种类能够运行、"
        "在界面或命令行中可见，且有符合、违反、无法判定三种结果的实例，该项才算“已覆盖”；提示性条目须展示其页面及所引规范。"
        "有引用但未达到上述要求的为“部分覆盖”。",
    )


def _text(number: str) -> str:
    return f"{number} {translate(TEXTS[number if number in TEXTS else 'all'])}"


def _table(items: list[Covered]) -> str:
    heads = [say(*pair) for pair in (
        ("Number", "编号"), ("What is asked", "要求"), ("Party", "责任方"), ("Mode", "落实方式"),
        ("System", "所属系统"), ("Covered", "覆盖情况"), ("Controls", "核查"),
    )]  # fmt: skip
    return table(heads, [_row(one) for one in items])


def _row(one: Covered) -> list[str]:
    item = one.item
    words = {PARTLY: say("in part", "部分"), OPEN: ""}
    covered = translate(ANSWERS[item.by]) if one.state == COVERED else words[one.state]
    controls = [linked(name, "controls", name) for kind, name in one.answers if kind == "control"]
    told = f"{len(controls)}" if len(controls) > 3 and isinstance(item, Clause) else ", ".join(controls)
    return [
        item.id, item.gist, translate(PARTIES[item.party]), translate(MODES[item.mode]),
        translate(SYSTEMS[item.system]), covered, told,
    ]  # fmt: skip
