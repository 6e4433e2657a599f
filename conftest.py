"""What the marks `real` and `spark` ask of a machine: skipped aloud where it is lacking, failed where it is required.

`SHIBOSI_REQUIRE_REAL=1` and `SHIBOSI_REQUIRE_SPARK=1` turn every skip of such a test into a failure.
"""

import importlib.util
import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import settings

from shibosi.kernel.words import speak

# A busy machine is no counterexample.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def real_data_lacks() -> str | None:
    """What stands in the way of the tests over real data, or None."""
    named = os.environ.get("SHIBOSI_REAL_DATA")
    if not named:
        return "SHIBOSI_REAL_DATA names no folder of real data"
    for part in ("data", "reference/samples"):
        if not (Path(named) / part).is_dir():
            return f"SHIBOSI_REAL_DATA={named} holds no {part}/"
    return None


def spark_lacks() -> str | None:
    """What stands in the way of the Spark tests, or None."""
    if importlib.util.find_spec("pyspark") is None:
        return "the spark extra is not installed (SHIBOSI_EXTRAS=spark)"
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        return "Java 17 is not installed"
    return None


def slow_lacks() -> str | None:
    """Long property and scale runs are asked for by name."""
    return None if os.environ.get("SHIBOSI_SLOW") == "1" else "a long run; SHIBOSI_SLOW=1 asks for it"


LACKS: dict[str, Callable[[], str | None]] = {"real": real_data_lacks, "spark": spark_lacks, "slow": slow_lacks}


def required(mark: str) -> bool:
    """True where a skip of tests with this mark is a failure."""
    return os.environ.get(f"SHIBOSI_REQUIRE_{mark.upper()}") == "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser that dies under a test is started again, once, and the summary counts it; all else fails at once."""
    again = pytest.mark.flaky(reruns=1, only_rerun=["TargetClosedError", "crashed"])
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(again)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a marked test, with the reason, where the machine lacks what it needs."""
    for mark, lacks in LACKS.items():
        if item.get_closest_marker(mark) and (reason := lacks()):
            pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a required test into a failure, whoever skipped it."""
    report = yield
    skipped = report.skipped and not hasattr(report, "wasxfail")
    for mark in LACKS:
        if skipped and item.get_closest_marker(mark) and required(mark):
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} was skipped but SHIBOSI_REQUIRE_{mark.upper()}=1: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def english() -> None:
    """Every test begins in English, whatever a page or a command before it spoke."""
    speak("en")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data; for tests marked `real`."""
    return Path(os.environ["SHIBOSI_REAL_DATA"])
