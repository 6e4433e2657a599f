"""What all reference pages share: both languages, heads, tables, anchors."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from shibosi.kernel.words import language
from shibosi.telling.schemas import markdown

TITLES = {
    "README": ("Reference", "参考手册"),
    "clauses": ("Clauses", "条款"), "controls": ("Controls", "核查"), "records": ("Records", "单证"),
    "flows": ("Flows", "流程"), "measures": ("Measures", "措施"),
    "access": ("Access", "访问权限"),
    "parameters": ("Parameters", "参数"), "settings": ("Settings", "环境变量"),
    "errors": ("Errors and problems", "错误与问题"),
    "to-verify": ("Rows to verify", "待核实的行"),
}  # fmt: skip


def say(english: str, chinese: str) -> str:
    """The text in the language of the page."""
    return chinese if language() == "zh" else english


def file_name(name: str, other: bool = False) -> str:
    """The file of a page in the language in use, or in the other one."""
    return f"{name}.zh.md" if (language() == "zh") is not other else f"{name}.md"


def head(name: str, *paragraphs: str) -> str:
    """Title, link to the other language, where the page comes from."""
    origin = say(
        "Written from code by `python -m updates.reference`; changes made here are lost.",
        "由 `python -m updates.reference` 根据代码生成，在此修改会被覆盖。",
    )
    other = f"[{say('中文', 'English')}]({file_name(name, other=True)})"
    return "\n\n".join([f"# {say(*TITLES[name])}", f"{other} · {origin}", *paragraphs])


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table as Markdown."""
    return markdown(heads, rows)


def joined(*parts: str) -> str:
    """Parts of a page with empty lines between them; empty parts are left out."""
    return "\n\n".join(part for part in parts if part) + "\n"


def anchor(heading: str) -> str:
    """The place a heading has in its page."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def linked(text: str, page: str, heading: str) -> str:
    """A link to a heading of another page in the same language."""
    return f"[{text}]({file_name(page)}#{anchor(heading)})"


def points(pairs: Iterable[tuple[str, str]]) -> str:
    """A list of names with what is said of them; empty ones are left out."""
    return "\n".join(f"- **{name}** {text}" for name, text in pairs if text)


def block(text: str) -> str:
    """Text as it is, in a frame."""
    return f"```text\n{text}\n```"
