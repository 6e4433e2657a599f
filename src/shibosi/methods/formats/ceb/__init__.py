"""China Customs CEB messages: read whatever comes, lose nothing, write what the schema wants."""

from shibosi.methods.formats.ceb.limits import Limits
from shibosi.methods.formats.ceb.message import build_message, read_message, write_message
from shibosi.methods.formats.ceb.model import Document, Envelope, Message
from shibosi.methods.formats.ceb.tables import frames, frames_of_many

__all__ = [
    "Document",
    "Envelope",
    "Limits",
    "Message",
    "build_message",
    "frames",
    "frames_of_many",
    "read_message",
    "write_message",
]
