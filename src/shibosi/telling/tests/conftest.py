"""Every test begins in English."""

import pytest

from shibosi.kernel.words import speak


@pytest.fixture(autouse=True)
def english_again():
    """Whatever language a test spoke, the next begins in English."""
    yield
    speak("en")
