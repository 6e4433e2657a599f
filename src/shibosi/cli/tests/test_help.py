"""Help: at once, in both languages, for every command."""

import re
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


@pytest.mark.parametrize("path", [*PATHS, [], ["check"], ["demo"], ["example"], ["replay"]], ids=" ".join)
def test_help_in_chinese_has_no_word_of_english(ask, path):
    text = re.sub(r"--?[\w-]+|\[[^\]]*\|[^\]]*\]|\S*[./]\S*|zh\|en", " ", ask(*path, "--help", language="zh").out)
    text = text.replace(" ".join(["shibosi", *path]), "", 1)
    assert not re.findall(r"\b(?:[A-Z][a-z]+|[a-z]+) [a-z]+ [a-z]+\b", text), text
    assert "用法" in text and "选项" in text and "OPTIONS" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--nope"], "没有选项 '--nope'"),
        (["check"], "缺少参数"),
        (["check", "x", "--engine", "foo"], "不在可选值"),
        (["check", "x", "--map", "nowhere"], "文件 'nowhere' 不存在"),
        (["nonsense"], "没有命令 'nonsense'"),
    ],
)
def test_mistakes_are_told_in_both_languages(ask, arguments, said):
    chinese, english = (ask(*arguments, language=language) for language in ("zh", "en"))
    assert chinese.status == english.status == 2
    assert said in chinese.err and "错误：" in chinese.err and "Usage" not in chinese.err
    assert "Error: " in english.err and not any("\u4e00" <= sign <= "\u9fff" for sign in english.err)


@pytest.mark.parametrize("path", [(), ("check",), ("map",)])
def test_the_word_help_is_what_the_option_is(ask, path):
    assert ask("help", *path).out == ask(*path, "--help").out


@pytest.mark.parametrize(
    ("story", "arguments", "language", "says"),
    [
        ("a command misspelt", ["demoo"], "en", "No such command 'demoo'. Did you mean 'demo'?"),
        ("one of a group", ["map", "sugest"], "zh", "没有命令 'sugest'。 是否指 'suggest'？"),
        ("nothing near it", ["nonsense"], "en", "No such command 'nonsense'.\n"),
        ("a day that is none", ["check", ".", "--as-of", "2026-13-01"], "en",
         "'2026-13-01' is no day such as 2026-11-21."),
        ("the same in Chinese", ["check", ".", "--as-of", "明天"], "zh", "“明天”不是日期（格式如 2026-11-21）。"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_what_to_write(ask, story, arguments, language, says):
    found = ask(*arguments, language=language)
    assert found.status == 2 and says in found.err


def test_help_writes_a_day_as_people_do(ask):
    assert "--as-of YYYY-MM-DD" in ask("check", "--help").out
