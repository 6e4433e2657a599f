"""Settings: each variable that is read is told of, with the default that holds; a wrong one is refused by name."""

import re
from pathlib import Path

import pytest

from shibosi import settings
from shibosi.settings.named import SETTINGS


def test_every_variable_that_is_read_is_told_of_and_no_other():
    text = Path(settings.__file__).read_text("utf-8")
    assert set(re.findall(r'"((?:SHIBOSI|OTEL)_\w+|LC_ALL|LANG)"', text)) == set(SETTINGS)


@pytest.mark.parametrize(
    ("story", "name", "value", "asked"),
    [
        ("words for a number", settings.PROXIES, "two", settings.proxies),
        ("digits of another script", settings.PROXIES, "２", settings.proxies),
        ("a number too large", settings.PROXIES, "9" * 12, settings.proxies),
        ("a form there is none of", settings.LOG, "xml", settings.log_form),
        ("a level there is none of", settings.LOG_LEVEL, "loud", settings.log_level),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_name(monkeypatch, story, name, value, asked):
    monkeypatch.setenv(name, value)
    with pytest.raises(settings.WrongSetting, match=name):
        asked()


def test_defaults_are_those_that_are_told(monkeypatch):
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    assert str(settings.proxies()) == SETTINGS[settings.PROXIES].default
    assert ",".join(settings.hosts()) == SETTINGS[settings.HOSTS].default
    assert settings.log_level() == SETTINGS[settings.LOG_LEVEL].default
    assert settings.home().name == Path(SETTINGS[settings.HOME].default).name
