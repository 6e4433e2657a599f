"""Templates: filled in as they are they are read back, and no cell of them is a formula."""

import io

import openpyxl
import pytest

from shibosi.domains import registry
from shibosi.methods.formats.handing import hand_in
from shibosi.pages.tests.looking import nobody
from shibosi.telling.schemas import kinds

pytestmark = pytest.mark.django_db
registry.load()


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("kind", kinds())
def test_a_template_is_read_back(kind, language, tmp_path):
    answer = nobody(language).get(f"/rules/records/{kind}/template.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert all(cell.data_type == "s" for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    sheet = book.worksheets[0]
    assert sheet.max_column == len(kinds()[kind].columns)
    book.remove(book.worksheets[1])
    book.save(tmp_path / f"{kind}.xlsx")
    sources = hand_in([tmp_path / f"{kind}.xlsx"])
    assert not [one for one in sources.problems if one.code != "no-rows"], sources.problems
