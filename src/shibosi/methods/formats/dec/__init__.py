"""The general declaration message (DecMessage): read whatever comes, written as far as public sources know it.

No official schema was found. What is written here is unverified, and says so at every door.
"""

from shibosi.methods.formats.dec.message import Declaration, Told, build, read_declaration, told

__all__ = ["Declaration", "Told", "build", "read_declaration", "told"]
