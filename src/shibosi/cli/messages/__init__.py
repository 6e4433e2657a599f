"""`shibosi messages`: customs messages one by one: their fields, what is wrong in them, what they say."""

from shibosi.cli.messages import checking, looking, writing
from shibosi.cli.messages.group import command

__all__ = ["checking", "command", "looking", "writing"]
