"""Which server sends letters, as the environment names it."""

import pytest

from shibosi import settings


@pytest.mark.parametrize(
    ("story", "named", "found"),
    [
        ("none is named", "", None),
        ("STARTTLS", "smtp://ann:p%40ss@mail.example", settings.Mail("mail.example", 587, "ann", "p@ss", False, "")),
        ("TLS from the beginning", "smtps://mail.example:4465", settings.Mail("mail.example", 4465, "", "", True, "")),
    ],
)  # fmt: skip
def test_letters_go_where_the_environment_says(monkeypatch, story, named, found):
    monkeypatch.setenv(settings.MAIL, named)
    monkeypatch.setenv(settings.MAIL_FROM, "shop@shop.example")
    told = settings.mail()
    if found is None:
        assert told is None
    else:
        assert (told.host, told.port, told.user, told.password, told.whole) == (
            found.host, found.port, found.user, found.password, found.whole,
        )  # fmt: skip
        assert told.sender == "shop@shop.example" and "p@ss" not in repr(told)


@pytest.mark.parametrize("named", ["http://mail.example", "mail.example:25", "smtp://"])
def test_what_is_no_server_of_letters_is_told_without_its_password(monkeypatch, named):
    monkeypatch.setenv(settings.MAIL, named)
    with pytest.raises(settings.WrongSetting) as told:
        settings.mail()
    assert told.value.facts["setting"] == settings.MAIL
