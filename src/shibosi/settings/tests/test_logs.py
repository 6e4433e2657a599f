"""Logs: one JSON object a line, with what it belongs to, and nothing personal whoever speaks."""

import io
import json
import logging
import sys

from shibosi.settings.logs import JsonLines, PlainLines, about, config

NAME = "李华"


def line(logger, said, *put, facts=None, error=None):
    record = logging.LogRecord(logger, logging.INFO, "", 1, said, put, error)
    if facts:
        record.facts = facts
    return record


def test_a_line_says_what_it_belongs_to():
    with about(request="a1"), about(job=3):
        found = json.loads(JsonLines().format(line("shibosi.jobs", "job %s", "done", facts={"ms": 2})))
    assert (found["said"], found["request"], found["job"], found["ms"]) == ("job done", "a1", 3, 2)
    assert found["level"] == "info" and found["at"].endswith("+00:00")
    assert "request" not in json.loads(JsonLines().format(line("shibosi", "later")))


def test_others_are_written_without_what_they_put_into_their_words():
    found = JsonLines().format(line("django.request", "Not Found: %s", f"/{NAME}"))
    assert NAME not in found and "Not Found" in found


def test_of_an_error_the_kind_and_the_places_are_written_and_never_the_message():
    try:
        raise ValueError(NAME)
    except ValueError:
        record = line("shibosi", "job failed", error=sys.exc_info())
    for form in (JsonLines(), PlainLines()):
        written = form.format(record)
        assert NAME not in written and "ValueError" in written and "test_logs.py" in written


def test_a_line_stays_one_line():
    assert "\n" not in JsonLines().format(line("shibosi", "a\nb", facts={"c": "d\ne"}))


def test_what_is_set_up_writes_json_on_the_error_stream_of_the_moment(capsys, monkeypatch):
    import logging.config as set_up

    before = logging.getLogger().handlers[:]
    with monkeypatch.context() as other:
        other.setattr(sys, "stderr", io.StringIO())
        set_up.dictConfig(config("json", "INFO"))
    logging.getLogger("shibosi.requests").info("request", extra={"facts": {"status": 200}})
    logging.getLogger("other").info("not told")
    logging.getLogger().handlers[:] = before
    lines = capsys.readouterr().err.splitlines()
    assert [json.loads(one)["status"] for one in lines] == [200]
