"""What goes wrong when a message is built or changed. (What goes wrong in reading is a Problem, see wording.py.)"""

from shibosi.kernel.errors import ShibosiError


class UnknownMessage(ShibosiError):
    code = "unknown-message"
    message = "There is no customs message '{name}'."


class UnknownElement(ShibosiError):
    code = "unknown-element"
    message = "{path} has no element '{element}'."


class UnwritableText(ShibosiError):
    code = "unwritable-text"
    message = "The value of {element} holds the character {character}, which XML cannot carry."


class CannotRewrite(ShibosiError):
    code = "cannot-rewrite"
    message = "{file} was not read whole, so a changed message cannot be written from it. Build a new message instead."


class WrongDocument(ShibosiError):
    code = "wrong-document"
    message = "A {name} cannot hold a document of a {other}."


class MovedMarkup(ShibosiError):
    code = "moved-markup"
    message = "{part} at line {line} holds unknown elements or attributes and cannot be moved to another message."


class NoPlaceForDocuments(ShibosiError):
    code = "no-place-for-documents"
    message = "{file} holds no document, so none can be added to it. Build a new message instead."
