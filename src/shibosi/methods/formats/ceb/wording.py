"""Every sentence reading can say, each with its stable code. The Chinese stands in zh.po."""

from typing import Any, NamedTuple

from shibosi.kernel.problems import Problem


class Wording(NamedTuple):
    """A stable code and an English sentence with named places."""

    code: str
    sentence: str

    def at(self, file: str, place: str, *, kind: str = "", key_lost: bool = False, **facts: Any) -> Problem:
        """The problem: this sentence about one place of a file."""
        return Problem(file, place, self.code, self.sentence, facts, kind=kind, key_lost=key_lost)


# The file as bytes
TOO_LARGE = Wording("file-too-large", "There are {size} bytes; at most {limit} are read.")
UNKNOWN_ENCODING = Wording("unknown-encoding", "The encoding {encoding} cannot be read. Encodings that can: {known}.")
BAD_BYTES = Wording("bad-bytes", "Byte {offset} is not valid {encoding}.")
BAD_BYTES_EVERYWHERE = Wording(
    "bad-bytes", "Byte {offset} and at least {count} other places are not valid {encoding}; nothing was read."
)
WRONG_ENCODING = Wording(
    "bad-bytes",
    "Byte {offset} is not valid {encoding}, but the whole text is valid {other}. Correct the XML declaration.",
)
BAD_CHARACTER = Wording("bad-character", "Byte {offset} is the control character {character}, which XML forbids.")
BAD_CHARACTER_EVERYWHERE = Wording(
    "bad-character",
    "Control characters, which XML forbids, stand at byte {offset} and at least {count} other places; "
    "nothing was read.",
)

# The file as XML
DOCTYPE = Wording(
    "doctype", "There is a document type declaration (DOCTYPE). It is refused: entities can read files and fill memory."
)
EMPTY = Wording("empty-file", "There is no XML in the file.")
CUT = Wording("cut-message", "The file ends before the message does. Complete documents read before: {read}.")
NOT_WELL_FORMED = Wording("not-well-formed", "This is not XML (expat error {number}). Documents read before: {read}.")
MALFORMED = {
    4: Wording("not-well-formed", "A character stands where XML does not allow it. Documents read before: {read}."),
    7: Wording("not-well-formed", "An end tag does not match its start tag. Documents read before: {read}."),
    8: Wording("not-well-formed", "An attribute stands twice on one element. Documents read before: {read}."),
    9: Wording("not-well-formed", "There is something behind the end of the message. Documents read before: {read}."),
    11: Wording("not-well-formed", "An entity is used that is not defined. Documents read before: {read}."),
    14: Wording("not-well-formed", "A character reference names no character. Documents read before: {read}."),
    17: Wording("not-well-formed", "Something stands before the XML declaration. Documents read before: {read}."),
    27: Wording("not-well-formed", "A namespace prefix is used that is not declared. Documents read before: {read}."),
}
TOO_DEEP = Wording("too-deep", "Elements are nested more than {limit} deep. Documents read before: {read}.")
TOO_MANY_ATTRIBUTES = Wording(
    "too-many-attributes", "An element has more than {limit} attributes. Documents read before: {read}."
)
TOKEN_TOO_LONG = Wording(
    "token-too-long", "A tag, comment or attribute is longer than {limit} bytes. Documents read before: {read}."
)
TOO_MANY_NAMES = Wording(
    "too-many-names", "There are more than {limit} different element names. Documents read before: {read}."
)
TOO_MANY_DOCUMENTS = Wording("too-many-documents", "There are more than {limit} documents. Only these were read.")
TOO_MANY_LINES = Wording("too-many-lines", "There are more than {limit} goods lines. Documents read before: {read}.")
TOO_MANY_ELEMENTS = Wording("too-many-elements", "There are more than {limit} values. Documents read before: {read}.")
TOO_MANY_PROBLEMS = Wording(
    "too-many-problems", "More than {limit} problems: reading was given up here. Documents read before: {read}."
)

# The file as a customs message
UNKNOWN_ROOT = Wording("unknown-message", "The root element is '{root}'. Known messages: {known}.")
WRONG_NAMESPACE = Wording("wrong-namespace", "{element} stands in the namespace '{found}', not in '{expected}'.")
REPEATED = Wording("repeated-element", "{path} stands more than once; which one counts cannot be known.")
LEFT_OUT = Wording("document-left-out", "{part} ({key}) could not be read whole and is left out.")
LEFT_OUT_NO_KEY = Wording(
    "document-left-out", "{part} could not be read whole and is left out; its key could not be read either."
)

# Envelopes
NO_PAYLOAD = Wording("no-payload", "The envelope {envelope} holds no message in {path}.")
TWO_PAYLOADS = Wording("two-payloads", "The envelope {envelope} holds more than one message in {path}.")
BAD_BASE64 = Wording("bad-base64", "The payload of the envelope {envelope} is not Base64.")
BAD_JSON = Wording("bad-json", "This is not JSON: column {column}.")
DEEP_JSON = Wording("too-deep", "The JSON wrapper is nested too deep.")
REPEATED_JSON = Wording("repeated-element", "The JSON wrapper has '{name}' more than once in one object.")
TOO_MANY_ENVELOPES = Wording("too-many-envelopes", "There are more than {limit} envelopes around each other.")

# Notes: worth knowing, nothing is lost
UNKNOWN_ELEMENT = Wording(
    "unknown-element", "{path} is not in the message definition; it is kept as it is. Times seen: {count}."
)
STRAY_TEXT = Wording("stray-text", "There is text between the elements of {path}; it is kept in the file only.")
REPEATED_TRANSFER = Wording("repeated-transfer", "{path} stands more than once; the first is used.")
FALSE_UTF16 = Wording("false-utf-16", "The XML declaration says UTF-16, but the bytes are UTF-8 and were read as such.")
PERHAPS_UTF8 = Wording(
    "perhaps-utf-8", "The XML declaration names a Chinese encoding and was obeyed, but the bytes are valid UTF-8 too."
)
SIGNATURE_DROPPED = Wording(
    "signature-dropped", "The signature is left out: the documents were changed after signing. Sign the message again."
)
