"""The rules of the house, and that each rule catches what it is there to catch."""

from pathlib import Path

import pytest

from tests.house import dependencies, files, rooms, rules, values

PYTHON = [(name, text) for name, text in files.texts(ending=".py") if "/migrations/0" not in name]
SHIPPED = [(name, text) for name, text in PYTHON if name.startswith("src/")]
DOMAINS = files.ROOT / "src/shibosi/domains"
PARAMETERS = [(name, text) for name, text in files.texts("src/", ".yaml") if "/parameters/" in name]
MAY_NAME_REAL_DATA = {".ci/run"}


def wing(name: str) -> str:
    """The part of the package a file belongs to: "kernel" for src/shibosi/kernel/log/tree.py."""
    return name.split("/")[2]


def none(found: list[str]) -> None:
    """Fail with a line for each fault."""
    assert not found, "\n" + "\n".join(found)


def test_every_file_says_one_thing_in_at_most_400_lines():
    none(rules.faults(rules.too_long, iter(PYTHON)))


def test_every_module_says_what_it_is_for():
    none(rules.faults(rules.undocumented, ((name, text) for name, text in PYTHON if text.strip())))


def test_no_error_is_swallowed():
    none(rules.faults(rules.swallowed, iter(PYTHON)))


def test_nothing_is_left_open():
    none(rules.faults(rules.left_open, files.texts(under="src/")))


def test_no_file_names_this_machine_or_a_registry():
    elsewhere = ((name, text) for name, text in files.texts() if name not in {"uv.lock", *MAY_NAME_REAL_DATA})
    none(rules.faults(rules.machine_words, elsewhere))


def test_django_stays_in_the_store_and_the_doors():
    outside = ((name, text) for name, text in SHIPPED if wing(name) not in rules.WINGS_WITH_DJANGO)
    none(rules.faults(rules.django_import, outside))


def test_every_library_is_asked_for():
    shipped = ((name, text) for name, text in SHIPPED if "/tests/" not in name)
    none(list(dependencies.faults(shipped, *dependencies.declared())))


@pytest.mark.parametrize(
    ("story", "code", "fault"),
    [
        ("asked for", "import polars as pl", None),
        ("part of Python", "import json", None),
        ("named otherwise than its distribution", "import yaml", None),
        ("not asked for", "from numpy.typing import NDArray", "not in the dependencies"),
        ("an extra in the function that needs it", "def f():\n    import pyspark", None),
        ("an extra for the types only", "if TYPE_CHECKING:\n    import pyspark", None),
        ("an extra at the top", "import pyspark", "before it is needed"),
    ],
)
def test_undeclared_libraries_are_found(story, code, fault):
    found = list(dependencies.faults([("a.py", code)], {"polars", "pyyaml"}, {"pyspark"}))
    assert (found == []) if fault is None else (len(found) == 1 and fault in found[0])


@pytest.mark.parametrize("room", rooms.rooms(DOMAINS), ids=lambda room: room.name)
def test_rooms_are_alike(room):
    none(list(rooms.faults(room)))


@pytest.mark.parametrize(("name", "text"), PARAMETERS, ids=[name for name, _ in PARAMETERS])
def test_no_value_of_law_is_typed_twice(name, text):
    none([f"{name}: {fault}" for fault in values.faults(text)])


@pytest.mark.parametrize(
    ("story", "value", "fault"),
    [
        ("our own choice", '{from: 2024-01-01, place: all, value: "0.01", source: "p:", confidence: local}', None),
        ("a row of a table", "{table: retail_import_limits, column: single}", None),
        (
            "law typed by hand",
            '{from: 2024-01-01, place: CN, value: "5000", source: a law, confidence: verified}',
            "5000",
        ),
        ("a bare decimal", '{from: 2024-01-01, place: all, value: 6.10, source: "p:", confidence: local}', "quoted"),
        ("Norway", '{from: 2024-01-01, place: NO, value: "1", source: "p:", confidence: local}', "place False"),
        ("no source", '{from: 2024-01-01, place: all, value: "1", confidence: local}', "no source"),
    ],
)
def test_faults_of_values_are_found(story, value, fault):
    found = list(values.faults(f"tolerance:\n  share:\n    meaning: Largest gap\n    values:\n      - {value}\n"))
    assert (found == []) if fault is None else (len(found) == 1 and fault in found[0])


def test_the_same_parameter_typed_twice_is_found():
    value = '{from: 2024-01-01, place: all, value: "1", source: "p:", confidence: local}'
    assert "2 values for all" in "".join(values.faults(f"t:\n  share:\n    values: [{value}, {value}]\n"))


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (rules.too_long, "a = 1\n" * 401, "a = 1\n" * 400),
        (rules.undocumented, "import os\n", '"""What it is."""\n'),
        (rules.swallowed, "try:\n    a()\nexcept Exception:\n    b()", "try:\n    a()\nexcept OSError:\n    b()"),
        (rules.swallowed, "try:\n    a()\nexcept (OSError, BaseException):\n    b()", ""),
        (rules.swallowed, "try:\n    a()\nexcept:\n    b()", ""),
        (rules.left_open, "x = 1  # TO" + "DO later", "x = 1  # method of todo lists"),
        (rules.left_open, "raise NotImplemented" + "Error", "except NotImplementedError:"),
        (rules.machine_words, "open('/ho" + "me/ann/a.csv')", "the home/office/lab"),
        (rules.machine_words, "see /wo" + "rk/main/x", "https://example.org/wo" + "rk/main"),
        (rules.machine_words, "cd ../sha" + "red/data", "../sharing"),
        (rules.machine_words, "https://pypi" + ".org/simple", "https://example.org"),
        (rules.django_import, "from django.db import models", "from shibosi.django_words import x"),
        (rules.django_import, "def f():\n    import ninja", "import ninjas_of_old"),
    ],
)
def test_rules_catch_what_they_are_for(rule, bad, good):
    assert list(rule(bad)) != []
    assert list(rule(good or '"""Nothing."""\n')) == []


def a_room(folder: Path) -> Path:
    """A room no rule objects to."""
    room = folder / "payments"
    for name, text in {
        "README.md": "# Payments\n",
        "__init__.py": "",
        "records.py": "",
        "zh.po": "",
        "controls/receipts.py": "class Tolerance(Parameters):\n    share = 1\n",
        "parameters/receipts.yaml": "",
        "tests/test_receipts.py": "",
        "tests/test_records.py": "",
        "tests/builders.py": "",
    }.items():
        (room / name).parent.mkdir(parents=True, exist_ok=True)
        (room / name).write_text(text, encoding="utf-8")
    return room


@pytest.mark.parametrize(
    ("story", "added", "removed", "fault"),
    [
        ("a room like the others", None, None, None),
        ("a file no other room has", "helpers.py", None, "payments/helpers.py"),
        ("no page that says what it is", None, "README.md", "payments/README.md is missing"),
        ("a control nobody tests", "controls/refunds.py", None, "has no tests/test_refunds.py"),
        ("a control without its values", None, "parameters/receipts.yaml", "there is no parameters/receipts.yaml"),
        ("values without a control", "parameters/refunds.yaml", None, "has no controls/refunds.py"),
        ("a flow nobody tests", "flows.py", None, "flows.py has no tests/test_flows.py"),
        ("a pack nobody tests", "measures/points.py", None, "has no tests/test_points.py"),
        ("a test of nothing", "tests/test_misc.py", None, "a test is named for what it tests"),
        ("a table among the controls", "controls/limits.csv", None, "only Python files"),
    ],
)
def test_a_room_unlike_the_others_is_found(tmp_path, story, added, removed, fault):
    room = a_room(tmp_path)
    if added:
        (room / added).parent.mkdir(exist_ok=True)
        (room / added).write_text("", encoding="utf-8")
    if removed:
        (room / removed).unlink()
    found = list(rooms.faults(room))
    assert (found == []) if fault is None else (len(found) == 1 and fault in found[0])
