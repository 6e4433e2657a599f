"""Patterns: the regular expressions that Python (one dossier) and Rust (a batch) read alike.

The two differ in what counts as a letter, digit or blank of Unicode, in anchors, flags, look-around, references and
set operations. A pattern says which characters it means: "[0-9]", not "\\d".
"""

import re

from shibosi.kernel.errors import ShibosiError

INSTEAD = {"d": "[0-9]", "w": "[0-9A-Za-z_]", "s": "[ ]", "D": "[^0-9]", "W": "[^0-9A-Za-z_]", "S": "[^ ]"}
"""What to write in place of a class whose characters the engines do not agree on."""
PLAIN = frozenset("tnr")
"""Letters that mean the same behind a backslash in both."""


class PatternNotShared(ShibosiError):
    """A regular expression that means one thing in a batch and another for a single dossier."""

    code = "pattern-not-shared"
    message = "The pattern '{pattern}' is not read alike by both engines: '{part}'."


class BadPattern(ShibosiError):
    """A regular expression that cannot be read."""

    code = "bad-pattern"
    message = "The pattern '{pattern}' cannot be read: {reason}."


def shared(pattern: str) -> str:
    """The pattern, if both engines read it alike. Raises PatternNotShared or BadPattern."""
    in_class = False
    at = 0
    while at < len(pattern):
        part = _odd(pattern, at, in_class)
        if part:
            raise PatternNotShared(pattern=pattern, part=part, hint=INSTEAD.get(part[1:]))
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] == "[" and not in_class:
            in_class = True
            at += pattern[at + 1 : at + 2] == "^"
        elif pattern[at] == "]":
            in_class = False
        at += 1
    try:
        re.compile(pattern)
    except re.error as mistake:
        raise BadPattern(pattern=pattern, reason=str(mistake)) from mistake
    return pattern


def _odd(pattern: str, at: int, in_class: bool) -> str:
    """What stands here that only one of the engines reads so; empty where both do."""
    sign, pair = pattern[at], pattern[at : at + 2]
    if sign == "\\":
        return pair if pair[1:].isalnum() and pair[1:] not in PLAIN else ""
    if in_class:
        return pair if sign == "[" or pair in ("&&", "~~", "--") else ""
    if pair == "(?":
        return "" if pattern[at : at + 3] == "(?:" else pattern[at : at + 3]
    if sign in "^$":
        return sign
    if sign == "[" and pattern[at + 1 :].removeprefix("^").startswith("]"):
        return pattern[at : at + 3]
    return pair if sign in "*+?}" and pair[1:] == "+" else ""
