"""What must be installed for Spark is asked for in words, not met as a traceback."""

import sys
from types import ModuleType

import pytest

from shibosi.kernel.engines.sparksession import NoJava, NoSpark, need_java, need_spark, session_on


def a_module(name: str, version: str = "4.3.0") -> ModuleType:
    module = ModuleType(name)
    module.__dict__["__version__"] = version
    return module


@pytest.fixture
def libraries(monkeypatch):
    """Play libraries of the extra."""
    for name in ("pyspark", "pandas", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, a_module(name))


def test_all_libraries_are_there(libraries):
    need_spark()


@pytest.mark.parametrize("name", ["pyspark", "pandas", "pyarrow"])
def test_a_library_is_missing(libraries, monkeypatch, name):
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(NoSpark) as refused:
        session_on("local[1]")
    assert refused.value.facts == {"what": name}
    assert "shibosi[spark]" in refused.value.sentence("en")
    assert "安装" in refused.value.sentence("zh")


def test_pyspark_3_is_too_old(libraries, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", a_module("pyspark", "3.5.9"))
    with pytest.raises(NoSpark) as refused:
        need_spark()
    assert refused.value.facts == {"what": "pyspark 3.5.9"}


@pytest.fixture
def java(monkeypatch, tmp_path):
    """A play Java in JAVA_HOME that says what it is told to."""

    def says(words: str) -> str:
        program = tmp_path / "bin" / "java"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\necho '{words}' >&2\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("JAVA_HOME", str(tmp_path))
        return str(program)

    return says


@pytest.mark.parametrize("said", ['openjdk version "17.0.15" 2025-04-15', 'java version "21" 2023-09-19 LTS'])
def test_java_is_new_enough(java, said):
    java(said)
    need_java()


@pytest.mark.parametrize(
    ("said", "version"),
    [('openjdk version "16.0.2"', " (16)"), ('java version "1.8.0_292"', " (8)"), ("no such thing", "")],
)
def test_java_is_too_old(java, said, version):
    program = java(said)
    with pytest.raises(NoJava) as refused:
        need_java()
    assert refused.value.facts == {"oldest": 17, "what": program + version}


def test_java_home_leads_nowhere(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(NoJava, match="JAVA_HOME="):
        need_java()


def test_there_is_no_java(monkeypatch, tmp_path):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoJava) as refused:
        need_java()
    assert refused.value.facts["what"] == "java"
    assert "Java 17" in refused.value.sentence("zh")
