"""What the tests of the register share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shibosi.kernel.words import speak


@pytest.fixture
def source(real_data: Path) -> Path:
    """The folder with the working material of the standard, beside the real data; skipped aloud without it."""
    folder = real_data / "standard"
    if not folder.is_dir():
        pytest.skip("SHIBOSI_REAL_DATA has no folder standard/: the comparison with its files was not run")
    return folder


@pytest.fixture
def chinese() -> Iterator[None]:
    """Speak Chinese during one test."""
    speak("zh")
    yield
    speak("en")
