"""The page of errors: what a caller can act on, and what is said of input that could not be read."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import shibosi
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import translate
from shibosi.methods.formats.ceb import wording
from shibosi.methods.formats.unreadable import MESSAGES
from updates.reference.page import head, joined, say, table

OPTIONAL = frozenset({"pyspark", "pandas", "pyarrow"})
STATUS = {
    0: ("nothing broken, nothing undetermined; the command did what was asked", "无违反、无“无法判定”；命令已完成"),
    1: ("something is broken; `log verify`, `replay`, `coverage`: something does not fit",
        "有违反；`log verify`、`replay`、`coverage`：有不符之处"),
    2: ("some input could not be read, or the command was asked wrongly", "部分输入无法读取，或命令用法有误"),
    3: ("nothing broken, something undetermined", "无违反，但有“无法判定”"),
}  # fmt: skip


def page() -> str:
    """The page in the language in use."""
    code, sentence = say("Code", "代码"), say("What is said", "说明")
    statuses = [[status, say(*words)] for status, words in STATUS.items()]
    return joined(
        head("errors", _what()),
        f"## {say('Exit status', '退出状态')}",
        table([say("Status", "状态"), say("Meaning", "含义")], statuses),
        f"## {say('Errors', '错误')}",
        table([code, sentence], sorted({(one.code, translate(one.message)) for one in errors()})),
        f"## {say('Problems of input', '输入的问题')}",
        table([code, sentence], sorted({(name, translate(text)) for name, text in problems()})),
    )


def _what() -> str:
    return say(
        "Errors end a command; problems name a place of the input and the rest is still checked. Codes are stable.",
        "错误会终止命令；问题只指出输入中的某处，其余内容仍会核查。代码保持不变。",
    )


def errors() -> Iterator[type[ShibosiError]]:
    """Every error a shipped module declares; those that only group others are left out."""
    for info in pkgutil.walk_packages(shibosi.__path__, "shibosi."):
        if ".tests" not in info.name and not info.name.endswith("__main__"):
            try:
                importlib.import_module(info.name)
            except ModuleNotFoundError as missing:
                if (missing.name or "").partition(".")[0] not in OPTIONAL:
                    raise
    kinds = [ShibosiError]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
        shipped = kind.__module__.startswith("shibosi.") and ".tests" not in kind.__module__
        if shipped and "message" in vars(kind) and kind is not ShibosiError:
            yield kind


def problems() -> Iterator[tuple[str, str]]:
    """Code and English sentence of every problem of input."""
    yield from MESSAGES.items()
    for found in vars(wording).values():
        yield from ((one.code, one.sentence) for one in _wordings(found))
    for path in sorted(Path(shibosi.__path__[0]).rglob("*.py")):
        if "tests" not in path.parts:
            yield from _written(ast.parse(path.read_text(encoding="utf-8")))


def _wordings(found: object) -> list[wording.Wording]:
    members = found.values() if isinstance(found, dict) else [found]
    return [one for one in members if isinstance(one, wording.Wording)]


def _written(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Problems made in place: Problem(file, place, code, sentence, ...)."""
    named: dict[str, object] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            named |= {target.id: node.value.value for target in node.targets if isinstance(target, ast.Name)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "Problem" and len(call.args) > 3:
            code, sentence = (_constant(part, named) for part in call.args[2:4])
            if code and sentence:
                yield code, sentence


def _constant(node: ast.expr, named: dict[str, object]) -> str | None:
    """A text written in place, by the name of a constant, or with a part that varies ("not-…")."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    found = node.value if isinstance(node, ast.Constant) else named.get(node.id) if isinstance(node, ast.Name) else None
    return found if isinstance(found, str) else None
