"""What the pages say runs, their links lead somewhere, and both languages say the same."""

import os
import subprocess
import sys

import pytest

from tests.house import files, pages

ROOT = files.ROOT
PAGES = [name for name in files.names() if name.endswith(".md")]
READ = ["README.md", "README.zh.md"]
GUIDED = [name for name in PAGES if name in READ or name.startswith("docs/")]
TWICE = [name for name in PAGES if name.removesuffix(".md") + ".zh.md" in PAGES]
SAID_AGAIN = {name.removesuffix(".md") + ".zh.md" for name in TWICE}
"""Pages that give the commands of another: they are compared with it, and run there."""
RUN = [
    name for name in GUIDED
    if name not in SAID_AGAIN and any(pages.commands((ROOT / name).read_text(encoding="utf-8")))
]  # fmt: skip
SECONDS = 300


def text(name):
    """A page."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path):
    """An empty folder that looks like the repository: everything is there, what commands write stays in it."""
    for name in {name.split("/")[0] for name in files.names()}:
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


@pytest.mark.parametrize("name", RUN)
def test_the_commands_of_a_page_run(name, desk):
    for command in pages.commands(text(name)):
        run = subprocess.run(
            ["sh", "-c", command.text],
            cwd=desk,
            env={**os.environ, "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        assert run.returncode == command.status, f"{name}:{command.line}: {command.text}\n{run.stdout}\n{run.stderr}"


@pytest.mark.parametrize("name", GUIDED)
def test_commands_go_through_the_door_of_a_clone(name):
    """A bare `shibosi` is not on the path of somebody who cloned the repository, and would not be run here."""
    assert [line for line in pages.fenced(text(name)) if line.startswith("shibosi ")] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_links_of_a_page_lead_somewhere(name):
    found = list(pages.dead_links(ROOT / name, text(name)))
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("name", TWICE)
def test_both_languages_give_the_same_commands(name):
    def said(page):
        return [(command.text.partition(" #")[0].strip(), command.status) for command in pages.commands(text(page))]

    assert said(name) == said(name.removesuffix(".md") + ".zh.md")


def test_commands_are_found_with_their_status():
    page = (
        "# A\n```sh\n./shibosi demo\n./shibosi check a \\\n    b   # exit status 1\n./shibosi test\nls\n```\n"
        "```console\n./shibosi never\n```\n```sh\nSHIBOSI_EXTRAS=spark ./shibosi coverage  # 退出状态 3\n```\n"
    )
    assert [(command.line, command.text.split("#")[0].split(), command.status) for command in pages.commands(page)] == [
        (3, ["./shibosi", "demo"], 0),
        (4, ["./shibosi", "check", "a", "b"], 1),
        (13, ["SHIBOSI_EXTRAS=spark", "./shibosi", "coverage"], 3),
    ]


@pytest.mark.parametrize(
    ("link", "dead"),
    [
        ("[b](b.md)", False),
        ("[b](b.md#one-two)", False),
        ("[b](b.md#three)", True),
        ("[c](c.md)", True),
        ("[here](#top)", False),
        ("[out](https://example.org/x)", False),
        ("```sh\n[c](c.md)\n```\n", False),
    ],
)
def test_dead_links_are_found(tmp_path, link, dead):
    (tmp_path / "b.md").write_text("# One, two\n", encoding="utf-8")
    page = tmp_path / "a.md"
    page.write_text(f"# Top\n{link}\n", encoding="utf-8")
    assert bool(list(pages.dead_links(page, page.read_text(encoding="utf-8")))) is dead


DECISIONS = [name for name in PAGES if name.startswith("docs/decisions/") and not name.endswith("/template.md")]
SECTIONS = ["What forced it", "What we do", "What is now forbidden", "What we refused, and why"]


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_is_short_and_says_what_it_forbids(name):
    number = name.split("/")[-1][:4]
    lines = text(name).splitlines()
    assert len(lines) < 40
    assert lines[0].startswith(f"# {number}. ")
    assert [line.removeprefix("## ") for line in lines if line.startswith("## ")] == SECTIONS


def test_no_two_decisions_have_one_number():
    numbers = [name.split("/")[-1][:4] for name in DECISIONS]
    assert sorted(set(numbers)) == sorted(numbers)
