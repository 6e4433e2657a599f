"""Help: at once, in both languages, for every command."""

import subprocess
import sys

import pytest

from shibosi.cli.main import COMMANDS

PATHS = [
    ["explain"], ["coverage"], ["schema"], ["map"], ["map", "suggest"], ["log"], ["log", "verify"], ["log", "head"],
    ["log", "prove"], ["log", "bundle"],
]  # fmt: skip


def test_the_list_of_commands_needs_no_heavy_library(ask):
    code = (
        "import sys\n"
        "from shibosi.cli.main import main\n"
        "try:\n    main(['--help'])\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'polars', 'rich', 'lxml', 'numpy', 'cryptography', 'yaml'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "HEAVY []" in run.stdout and all(name in run.stdout for name in COMMANDS)


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_speaks_both_languages(ask, path):
    english, chinese = (ask(*path, "--help", language=language) for language in ("en", "zh"))
    assert english.status == chinese.status == 0
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in english.out)
    first = english.out.split("\n\n")[1].strip().splitlines()[0][:20]
    assert first not in chinese.out and any("\u4e00" <= sign <= "\u9fff" for sign in chinese.out)


def test_help_in_chinese_leaves_the_english_untouched(ask):
    before = ask("log", "bundle", "--help").out
    ask("log", "bundle", "--help", language="zh")
    assert ask("log", "bundle", "--help").out == before


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["explain"], ["map", "nonsense"], ["log", "prove", "x"]])
def test_what_cannot_be_meant_is_refused(ask, arguments):
    if arguments:
        assert ask(*arguments).status == 2
    else:
        assert ask().status in (0, 2)
