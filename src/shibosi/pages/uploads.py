"""Files that people send: written to a place of their own on disk, and no larger than is taken."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MOST = 65 << 20
"""Bytes of a form with its files: somewhat more than any page takes of a file. Our choice."""


class Bounded(TemporaryFileUploadHandler):
    """Refuses a form before it is read where it says that it is too large, and stops it where it does not say."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None  # noqa: N803
    ) -> None:  # fmt: skip
        """Look at the length."""
        self.left = MOST
        if content_length > MOST:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece."""
        self.left -= len(raw_data)
        if self.left < 0:
            raise RequestDataTooBig
        super().receive_data_chunk(raw_data, start)
