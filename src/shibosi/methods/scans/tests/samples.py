"""Files of papers as people send them: PDF with text, scans upright and on their side, and what is no paper."""

import zipfile
from io import BytesIO

from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

LINES = "Business licence\nNumber 91110000600037341L\nValid from 2026-01-05 to 2027-01-04\nHolder Harbour Trading Ltd"


def pdf(text: str = LINES, password: str = "", script: bool = False) -> bytes:
    """A PDF of one page with lines of text."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                             NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject({
        NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    })  # fmt: skip
    stream = DecodedStreamObject()
    shown = "\n".join(f"({line}) Tj T*" for line in text.splitlines())
    stream.set_data(f"BT /F1 14 Tf 16 TL 72 720 Td\n{shown}\nET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    if script:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject({
            NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('hello');")
        })  # fmt: skip
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def scan(sideways: bool = False, orientation: int = 0, kind: str = "JPEG") -> bytes:
    """A page with lines, as a scanner or a camera makes it; `orientation` is what the camera says."""
    page = Image.new("L", (600, 850), 245)
    draw = ImageDraw.Draw(page)
    for top in range(60, 800, 34):
        draw.rectangle((60, top, 520 - top % 90, top + 12), fill=30)
    if sideways:
        page = page.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    out = BytesIO()
    page.save(out, kind, exif=exif.tobytes())
    return out.getvalue()


def scanned() -> bytes:
    """A PDF whose page is a photograph."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=600, height=850)
    image = DecodedStreamObject()
    image.set_data(scan())
    image.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image"),
                  NameObject("/Filter"): NameObject("/DCTDecode"), NameObject("/Width"): NumberObject(600),
                  NameObject("/Height"): NumberObject(850), NameObject("/BitsPerComponent"): NumberObject(8),
                  NameObject("/ColorSpace"): NameObject("/DeviceGray")})  # fmt: skip
    things = DictionaryObject({NameObject("/I"): writer._add_object(image)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): things})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def office(*names: str) -> bytes:
    """An archive with these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def compound(mark: str) -> bytes:
    """An office file of the old kind with a part of that name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + mark.encode("utf-16-le") + bytes(100)
