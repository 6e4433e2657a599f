"""Pictures are measured by the head of their file; anything else is refused."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.pictures import JPEG, PNG, UnreadablePicture, measured

FRAME = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 600, 800)


def test_png_and_jpeg_are_measured():
    png = measured(PNG + b"\0\0\0\rIHDR" + struct.pack(">II", 1200, 1000))
    assert (png.width, png.height, len(png.digest)) == (1200, 1000, 64)
    jpeg = measured(JPEG + b"\xff\xe0\x00\x04\x00\x00" + FRAME)
    assert (jpeg.width, jpeg.height) == (800, 600)


@pytest.mark.parametrize("data", [b"", b"GIF89a", PNG, JPEG, JPEG + b"\xff\xe0\x00\x00" * 9, b"<svg/>"])
def test_anything_else_is_no_picture(data):
    with pytest.raises(UnreadablePicture):
        measured(data)


@given(st.binary(max_size=200))
def test_nothing_handed_in_hangs_or_breaks(data):
    for head in (PNG, JPEG):
        try:
            found = measured(head + data)
        except UnreadablePicture:
            continue
        assert found.width >= 0 and found.height >= 0
