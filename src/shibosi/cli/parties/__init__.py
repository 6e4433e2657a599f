"""`shibosi parties`: numbers and names of firms, the register, shops that belong together."""

from shibosi.cli.parties import links, look, numbers, suppliers
from shibosi.cli.parties.group import command

__all__ = ["command", "links", "look", "numbers", "suppliers"]
