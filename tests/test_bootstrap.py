"""The front door: what a fresh machine sees, and that a second call costs nothing."""

import os
import signal
import time

import pytest

from tests.house.bench import bench

CANNOT_INSTALL = 69


@pytest.fixture
def machine(tmp_path):
    """A machine with everything needed, on which nothing was installed yet."""
    return bench(tmp_path)


def test_the_first_call_installs_and_hands_on_what_was_asked(machine):
    status, out, err = machine.call("check", "my orders.csv", "--as-of", "2026-01-01")
    assert (status, out) == (0, f"shibosi: check my orders.csv --as-of 2026-01-01 in {machine.house}\n")
    assert [line[:5] for line in err.splitlines()] == ["[1/3]", "[2/3]", "[3/3]", "Ready"]
    assert machine.asked() == [f"sync --python {machine.tools}/python3 --locked --inexact --no-dev"]


def test_the_second_call_asks_nobody(machine):
    machine.call()
    (machine.tools / "python3").unlink()
    (machine.tools / "git").unlink()
    assert machine.call("--help") == (0, f"shibosi: --help in {machine.house}\n", "")
    assert len(machine.asked()) == 1


@pytest.mark.parametrize("changed", ["uv.lock", "pyproject.toml"])
def test_an_update_installs_again(machine, changed):
    machine.call()
    with (machine.house / changed).open("a", encoding="utf-8") as file:
        file.write("# newer\n")
    assert machine.call()[0] == 0
    assert len(machine.asked()) == 2


def test_it_works_through_links_and_from_any_folder(machine, tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "direct").symlink_to("../house/shibosi")
    (tmp_path / "sb").symlink_to(tmp_path / "bin" / "direct")
    assert machine.call("a", door=tmp_path / "sb", cwd=tmp_path)[1] == f"shibosi: a in {tmp_path}\n"


def test_tests_bring_their_tools_and_run_in_the_repository(machine, tmp_path):
    status, out, err = machine.call("test", "-k", "log", door=machine.house / "shibosi", cwd=tmp_path)
    assert status == 0
    assert out == f"python: -m pytest -n auto --dist loadgroup -m not real and not spark -k log in {machine.house}\n"
    assert "SHIBOSI_REAL_DATA" in err and "Spark" in err
    assert machine.asked()[0].endswith("--dev")


def test_real_data_is_tested_where_it_is_named_or_required(machine):
    machine.call("test")
    for env in ({"SHIBOSI_REAL_DATA": "/somewhere"}, {"SHIBOSI_REQUIRE_REAL": "1"}):
        assert "-m not spark in" in machine.call("test", **env)[1]


def test_what_was_installed_once_is_kept_up_to_date(machine):
    machine.call("test")
    machine.call(SHIBOSI_EXTRAS="spark")
    assert machine.asked()[-1].endswith("--dev --extra spark")
    (machine.house / "uv.lock").write_text("newer", encoding="utf-8")
    machine.call()
    assert machine.asked()[-1].endswith("--dev --extra spark")
    assert len(machine.asked()) == 3


@pytest.mark.parametrize(
    ("story", "spoil", "english", "chinese"),
    [
        ("no git", lambda m: (m.tools / "git").unlink(), "git is missing", "未找到 git"),
        ("no Python", lambda m: (m.tools / "python3").unlink(), "Python is missing", "未找到 Python"),
        ("an old Python", lambda m: m.python(version="3.9.2", old=True), "Python 3.9.2 is too old", "3.9.2 版本过低"),
        ("no venv", lambda m: (m.uv("0.4.9"), m.python(venv=False)), "has no venv module", "缺少 venv 模块"),
        ("uv fails", lambda m: (m.tools / "fails").touch(), "installation failed", "安装失败"),
    ],
)
def test_what_is_missing_is_said_in_both_languages(machine, story, spoil, english, chinese):
    spoil(machine)
    status, out, err = machine.call("demo")
    assert (status, out) == (CANNOT_INSTALL, "")
    assert english in err and chinese in err
    assert not (machine.house / ".bootstrap" / "lock").exists()


def test_a_newer_python_beside_an_old_one_is_found(machine):
    machine.python(version="3.9.2", old=True)
    machine.python("python3.12")
    machine.call()
    assert f"--python {machine.tools}/python3.12 " in machine.asked()[0]


def test_progress_is_chinese_where_the_reader_is(machine):
    err = machine.call(LANG="zh_CN.UTF-8")[2]
    assert err.splitlines()[-1] == "安装完成。"


def test_a_failed_installation_is_tried_again(machine):
    (machine.tools / "fails").touch()
    machine.call()
    (machine.tools / "fails").unlink()
    assert machine.call()[0] == 0


def test_calls_at_the_same_time_install_once(machine):
    (machine.tools / "slow").touch()
    ended = [call.communicate(timeout=60) for call in [machine.start(str(number)) for number in range(4)]]
    assert [out for out, _ in ended] == [f"shibosi: {number} in {machine.house}\n" for number in range(4)]
    assert len(machine.asked()) == 1


def test_a_killed_installation_is_built_anew(machine):
    (machine.tools / "slow").touch()
    call = machine.start()
    while not machine.asked():
        time.sleep(0.01)
    os.killpg(call.pid, signal.SIGKILL)
    call.communicate(timeout=60)
    half = machine.house / ".venv" / "half-a-package"
    half.parent.mkdir(exist_ok=True)
    half.touch()
    (machine.tools / "slow").unlink()
    assert machine.call("again")[1] == f"shibosi: again in {machine.house}\n"
    assert not half.exists()


def test_a_moved_house_is_built_anew(machine):
    machine.call()
    left = machine.house / ".venv" / "points-to-the-old-place"
    left.touch()
    machine.house = machine.house.rename(machine.house.with_name("moved"))
    assert machine.call("x")[1] == f"shibosi: x in {machine.house}\n"
    assert not (machine.house / ".venv" / left.name).exists()
