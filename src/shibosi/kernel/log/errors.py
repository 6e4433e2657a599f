"""What can go wrong with the log, by what the caller does next."""

from shibosi.kernel.errors import ShibosiError


class LogError(ShibosiError):
    """Base of the errors of the log."""


class NoLog(LogError):
    code = "no-log"
    message = "There is no log in {folder}."


class LogExists(LogError):
    code = "log-exists"
    message = "{folder} is already taken; a log is created in a new or empty folder."


class UnknownLogFormat(LogError):
    code = "unknown-log-format"
    message = "{file} has format '{found}'; this version reads '{known}'."


class TornLog(LogError):
    """Committed entries are missing or changed. A torn tail that was never committed is cut silently instead."""

    code = "torn-log"
    message = "The log in {folder} is damaged: file '{file}' does not hold the {entries} entries that were committed."


class LogBusy(LogError):
    code = "log-busy"
    message = "Another process is writing to the log in {folder}."


class LogReadOnly(LogError):
    code = "log-read-only"
    message = "The log in {folder} was opened for reading only."


class LogNotWritten(LogError):
    """The disk refused (full, limit, gone). What was committed before is untouched."""

    code = "log-not-written"
    message = "The log in {folder} could not be written: {reason}."


class BadLeaf(LogError):
    code = "bad-leaf"
    message = "A leaf of the log is a commitment of 32 bytes, not of {length}."


class IndexOutOfRange(LogError):
    code = "index-out-of-range"
    message = "Entry {index} does not exist in a log of {size} entries."


class SizeOutOfRange(LogError):
    code = "size-out-of-range"
    message = "A log size from {least} to {most} is needed here, not {size}."


class NotThatEntry(LogError):
    code = "not-that-entry"
    message = "Entry {index} of the log is not a commitment to the content given."


class NotCanonical(LogError):
    code = "not-canonical"
    message = "Text, whole numbers, true, false, null, lists and objects with text keys can be logged, {found} cannot."


class UnreadableHead(LogError):
    code = "unreadable-head"
    message = "This is not a signed head of a log: line {line} is not as expected."


class ForeignSignature(LogError):
    """No signature by a known key verifies, or one that claims to be by a known key does not."""

    code = "foreign-signature"
    message = "The head is not signed by the key {key}."


class ForeignHead(LogError):
    code = "foreign-head"
    message = "The head of size {size} is not a head of the log in {folder}."


class NoKey(LogError):
    code = "no-key"
    message = "There is no key in {file}."


class UnreadableKey(LogError):
    code = "unreadable-key"
    message = "{where} is not a key of the kind needed here ({expected})."
