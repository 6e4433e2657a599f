"""Logs: a JSON object a line on the error stream, with what it belongs to, and never with anything personal.

What we say ourselves names no person. What others say may: of their lines only the words before anything is put into
them are written, and of errors the kind and the places in the code, never the message.
"""

import json
import logging
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, TextIO

OURS = "shibosi"
_about: ContextVar[Mapping[str, Any]] = ContextVar("about", default=MappingProxyType({}))
FRAMES = 12
"""Places in the code told of an error, the innermost last."""


@contextmanager
def about(**what: Any) -> Iterator[None]:
    """Lines written inside say what they belong to: `request`, `viewer`, `job`."""
    mark = _about.set({**_about.get(), **what})
    try:
        yield
    finally:
        _about.reset(mark)


class JsonLines(logging.Formatter):
    """A line of a log as JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return json.dumps(self.told(record), ensure_ascii=False, default=str)

    def told(self, record: logging.LogRecord) -> dict[str, Any]:
        """What the line says."""
        own = record.name == OURS or record.name.startswith(f"{OURS}.")
        found = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(), "logger": record.name,
            "said": record.getMessage() if own else str(record.msg), **_about.get(), **getattr(record, "facts", {}),
        }  # fmt: skip
        if record.exc_info and record.exc_info[0] is not None:
            found |= _error(record.exc_info[1])
        return found


class PlainLines(JsonLines):
    """The same for people."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        found = self.told(record)
        at, level, said = found.pop("at"), found.pop("level"), found.pop("said")
        return f"{at[11:19]} {level:<7} {said} " + " ".join(f"{name}={value}" for name, value in found.items())


class ErrorStream(logging.StreamHandler[TextIO]):
    """Writes to the error stream as it is now: whoever set it up may have had another one, closed since."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line."""
        self.stream = sys.stderr
        super().emit(record)


def config(form: str, level: str) -> dict[str, Any]:
    """How Python's logging is set up: "json" or "plain", from a level on."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}, "plain": {"()": PlainLines}},
        "handlers": {"errors": {"()": ErrorStream, "formatter": form}},
        "root": {"handlers": ["errors"], "level": "WARNING"},
        "loggers": {
            OURS: {"level": level},
            "django": {"handlers": [], "level": "ERROR", "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        },
    }


def _error(mistake: BaseException | None) -> dict[str, Any]:
    frames = traceback.extract_tb(mistake.__traceback__ if mistake else None)[-FRAMES:]
    places = [f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(mistake).__name__, "places": places}
