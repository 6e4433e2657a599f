"""Pages and what can be checked in them: commands that run, links that lead somewhere.

A fenced block tagged `sh` holds commands a reader copies; a block tagged `console` shows what a screen looks like and
is not run. The commands of a page run from top to bottom in one folder. A comment behind a command says how it ends
when it does not end with 0: `# exit status 1`, in Chinese `# 退出状态 1`.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(?P<tag>\S*)[^\n]*\n(?P<body>.*?)^```\s*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+\s+(?P<words>.+?)\s*$", re.MULTILINE)
STATUS = re.compile(r"#.*(?:exit status|退出状态)\s*(?P<status>\d+)")
DOOR = "./shibosi"
NOT_RUN = frozenset(["test", "serve", "worker", "mcp"])
"""The tests themselves, and what runs until it is stopped."""


@dataclass(frozen=True)
class Command:
    """One command of a page, on which line it stands and with what status it ends."""

    line: int
    text: str
    status: int


def commands(page: str) -> Iterator[Command]:
    """The commands of a page that are run: those of `sh` blocks that go through ./shibosi, but for a few."""
    for block in FENCE.finditer(page):
        if block["tag"] != "sh":
            continue
        first = page.count("\n", 0, block.start("body")) + 1
        body = block["body"]
        for number, line in enumerate(joined(body), start=first):
            words = shlex.split(line, comments=True)
            while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
                words = words[1:]
            if words and words[0] == DOOR and words[1:2] and words[1] not in NOT_RUN:
                said = STATUS.search(line)
                yield Command(number, line.strip(), int(said["status"]) if said else 0)


def fenced(page: str) -> list[str]:
    """The lines of all blocks of a page."""
    return [line for block in FENCE.finditer(page) for line in block["body"].splitlines()]


def joined(body: str) -> list[str]:
    """Lines of a block; one that ends with a backslash takes in the next, whose own line stays empty."""
    lines = body.splitlines()
    for at in range(len(lines) - 2, -1, -1):
        if lines[at].endswith("\\"):
            lines[at] = lines[at][:-1] + " " + lines[at + 1].lstrip()
            lines[at + 1] = ""
    return lines


def anchors(page: str) -> set[str]:
    """The places of a page a link can point to."""
    without_blocks = FENCE.sub("", page)
    plain = (re.sub(r"[^\w\- ]", "", found["words"].lower()) for found in HEADING.finditer(without_blocks))
    return {words.replace(" ", "-") for words in plain}


def dead_links(file: Path, page: str) -> Iterator[str]:
    """Links of a page to files or headings that are not there. Links to other sites are not followed."""
    for found in LINK.finditer(FENCE.sub("", page)):
        target, _, anchor = found["target"].partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        goal = (file.parent / target).resolve() if target else file
        if not goal.exists():
            yield f"{file.name}: {found['target']} does not exist"
        elif anchor and goal.suffix == ".md" and anchor not in anchors(goal.read_text(encoding="utf-8")):
            yield f"{file.name}: {found['target']} has no such heading"
