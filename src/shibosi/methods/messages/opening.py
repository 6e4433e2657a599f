"""Opening whatever holds a message: XML, an envelope, the wrapper of a local window, or our JSON."""

import json

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.problems import Problem
from shibosi.methods.formats.ceb import Limits, Message, read_message
from shibosi.methods.messages.jsonform import from_json

START = 200
"""Bytes in which our JSON names its message."""


def opened(data: bytes, name: str, limits: Limits | None = None) -> tuple[Message | None, list[Problem]]:
    """The message in a file and what could not be read of it; None where it holds none."""
    if not describes(data):
        return read_message(data, name, limits)
    try:
        return from_json(data), []
    except ShibosiError as mistake:
        return None, [Problem(name, "line 1", mistake.code, mistake.message, mistake.facts, key_lost=True)]


def describes(data: bytes) -> bool:
    """Whether a file is our JSON: an object whose first name is `message`, with a text."""
    text = data[:START].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.startswith(b"{"):
        return False
    try:
        name, end = json.JSONDecoder().raw_decode(text[1:].decode("utf-8", "ignore").lstrip())
    except ValueError:
        return False
    rest = text[1:].decode("utf-8", "ignore").lstrip()[end:].lstrip()
    return name == "message" and rest.startswith(":") and rest[1:].lstrip().startswith('"')
