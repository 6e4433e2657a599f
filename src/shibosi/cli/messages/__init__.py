"""`shibosi messages`: customs messages one by one: fields, mistakes, what they say, signatures."""

from shibosi.cli.messages import checking, looking, signing, standing, writing
from shibosi.cli.messages.group import command

__all__ = ["checking", "command", "looking", "signing", "standing", "writing"]
