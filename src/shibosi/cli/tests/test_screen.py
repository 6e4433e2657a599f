"""`shibosi screen` and `shibosi import watch-list`."""

import json

import pytest

from shibosi.cli.main import main

LIST = "id,name,kind,born\n1,Wladimir Petrow,person,1958\n2,陈大文,person,\n"


@pytest.fixture
def listed(tmp_path, monkeypatch):
    monkeypatch.setenv("SHIBOSI_HOME", str(tmp_path / "home"))
    path = tmp_path / "un.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def run(*arguments):
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return ended.value.code


def test_a_name_is_found_and_explained(listed, capsys):
    assert run("screen", "Vladimir Petrov", "--kind", "person", "--list", str(listed)) == 1
    assert "Wladimir Petrow" in capsys.readouterr().out


def test_nobody_is_found(listed, capsys):
    assert not run("screen", "Johann Sebastian Bach", "--list", str(listed))


def test_a_list_taken_over_is_screened_against(listed, capsys):
    assert not run("import", "watch-list", str(listed))
    assert run("screen", "Chen Dawen", "--json") == 1
    row = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (row["list"], row["entry"], row["place"]) == ("un", "2", "row 3")


def test_a_broken_update_is_refused_and_said_at_the_next_screening(listed, tmp_path, capsys):
    run("import", "watch-list", str(listed))
    listed.write_text("id,name\n1", encoding="utf-8")
    assert run("import", "watch-list", str(listed)) == 2
    assert run("screen", "Chen Dawen") == 1
    assert "failed" in capsys.readouterr().err


def test_the_names_of_a_file_are_screened_into_a_file(listed, tmp_path):
    parties = tmp_path / "parties.csv"
    parties.write_text("name,kind\nChen Dawen,person\nNobody Known,person\n", encoding="utf-8")
    out = tmp_path / "hits.csv"
    assert run("screen", str(parties), "--list", str(listed), "--out", str(out)) == 1
    assert out.read_text(encoding="utf-8-sig").count("\n") == 2


def test_nobody_named_is_a_mistake(listed, capsys):
    assert run("screen") == 2
    assert "--stored" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "says"),
    [(["Wladimir Petrow"], "nobody to screen against"), (["nosuch.csv", "--list"], "no file 'nosuch.csv'"),
     ([" ", "--list"], "A name is empty"), (["Petrow", "--born", "abc", "--list"], "no day or year of birth")],
)  # fmt: skip
def test_what_cannot_be_screened_clears_nobody(listed, capsys, asked, says):
    assert run("screen", *asked, *([str(listed)] if asked[-1] == "--list" else [])) == 2
    assert says in capsys.readouterr().err
