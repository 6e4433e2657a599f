"""What click itself says (usage, options, mistakes in arguments), in the language in use.

Click asks gettext for its words, one module at a time; `teach` lets it ask our catalogue. Names of kinds of values
("FILE") are said by `placeholder`.
"""

import re
from types import ModuleType

from click import core, decorators, exceptions, formatting, parser, types

from shibosi.kernel.words import language, translate

NAME = re.compile("[A-Z]{2,}")
MODULES: tuple[ModuleType, ...] = (core, decorators, exceptions, formatting, parser, types)
SAID = (
    "Usage:", "Options", "default: {default}", "required", "Try '{command} {option}' for help.", "Error: {message}",
    "Invalid value: {message}", "Invalid value for {param_hint}: {message}", "Missing argument", "Missing option",
    "Missing command.", "No such option {name!r}.", "No such command {name!r}.", "Did you mean {possibility}?",
    "(Did you mean one of: {possibilities}?)", "Got unexpected extra argument ({args})",
    "Got unexpected extra arguments ({args})", "Option {name!r} requires an argument.",
    "Option {name!r} requires {nargs} arguments.", "Option {name!r} does not take a value.",
    "{value!r} is not {choice}.", "{value!r} is not one of {choices}.", "Choose from:\n\t{choices}",
    "{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}.",
    "{value!r} is not a valid {number_type}.", "{value} is not in the range {range}.",
    "{name} {filename!r} does not exist.", "{name} {filename!r} is a file.", "{name} {filename!r} is a directory.",
    "{name} {filename!r} is not readable.", "{name} {filename!r} is not writable.", "File", "Directory", "Path",
)  # fmt: skip
"""What a user of these commands can be told; its Chinese stands in the catalogue."""
HELPS = ("Show this message and exit.", "Show the version and exit.")
"""Help texts of click's own options; made once, so they are translated where they are shown."""
PLACEHOLDERS = {
    "OPTIONS": "options", "COMMAND": "command", "ARGS": "arguments", "FILE": "file", "FILES": "files",
    "DIRECTORY": "directory", "PATH": "path", "PATHS": "paths", "INTEGER": "integer", "RANGE": "range", "TEXT": "text",
    "RUN": "run folder", "KEY": "dossier key", "NAME": "name", "RECORD": "kind of record",
    "SYSTEM": "part of the house",
    "CLAUSE": "clause", "CONTROL": "control", "FINDING": "finding", "NUMBER": "number", "MOVE": "move",
    "EMAIL": "e-mail",
}  # fmt: skip
"""Names of values in usage lines; in English they stand as click writes them."""


class Said(str):
    """A text of click whose places may be filled with further words of its own ("File")."""

    def format(self, *facts: object, **named: object) -> str:
        """The text with its places filled, words among them in the language in use."""
        return super().format(*facts, **{name: _word(fact) for name, fact in named.items()})


def teach() -> None:
    """From now on click says its words in the language in use."""
    for module in MODULES:
        for name, ours in (("_", _one), ("ngettext", _many)):
            if hasattr(module, name):
                setattr(module, name, ours)


def placeholder(written: str) -> str:
    """A usage line's name of a value in the language in use: "PATHS..." is "路径..." in Chinese."""
    if language() == "en":
        return written
    return NAME.sub(lambda found: translate(PLACEHOLDERS.get(found.group(), found.group())), written)


def _word(fact: object) -> object:
    return translate(fact) if isinstance(fact, str) and fact in SAID else fact


def _one(text: str) -> str:
    return Said(translate(text)) if text in SAID else text


def _many(one: str, more: str, count: int) -> str:
    return _one(one if count == 1 else more)
