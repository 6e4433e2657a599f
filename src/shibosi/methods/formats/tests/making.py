"""Files for tests: made text, and xlsx packages written part by part where no library would write what is needed."""

import re
import zipfile
from pathlib import Path

from shibosi.kernel.problems import Problem
from shibosi.methods.formats.limits import DEFAULT_LIMITS, Limits
from shibosi.methods.formats.tables import RawTable, read_tables

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def file_of(folder: Path, content: bytes | str, name: str = "orders.csv") -> Path:
    """A file with that content; text as UTF-8, line ends as they are."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only_table(path: Path, limits: Limits = DEFAULT_LIMITS) -> tuple[RawTable, list[Problem]]:
    """The one table of a file and its problems."""
    tables, problems = read_tables(path, limits=limits)
    assert len(tables) == 1
    return tables[0], problems


def codes(problems: list[Problem]) -> list[str]:
    """The codes of problems, in order."""
    return [problem.code for problem in problems]


def sheet_of(rows: str, *, after: str = "") -> str:
    """The XML of a sheet with these rows."""
    return f"<worksheet {NS}><sheetData>{rows}</sheetData>{after}</worksheet>"


def text_row(number: int, *cells: str) -> str:
    """A row of inline texts from column A; an empty one leaves its cell out."""
    made = (
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for place, cell in enumerate(cells)
        if cell
    )
    return f'<row r="{number}">{"".join(made)}</row>'


def cell_under(heading: str, cell: str, *, after: str = "") -> str:
    """A sheet with one heading over one cell."""
    return sheet_of(text_row(1, heading) + f'<row r="2">{cell}</row>', after=after)


def xlsx_of(
    folder: Path, *sheets: str, name: str = "orders.xlsx", styles: str = "", texts: str = "", properties: str = "",
    states: tuple[str, ...] = (), extra: dict[str, bytes] | None = None,
) -> Path:  # fmt: skip
    """A workbook with sheets "S1", "S2" and so on, of the XML given."""
    listed = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}" state="{(states[n - 1 :] or ("visible",))[0]}"/>'
        for n in range(1, len(sheets) + 1)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{LINK}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts = {
        "_rels/.rels": f'<Relationships {RELS}><Relationship Id="a" Type="{LINK}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {NS} xmlns:r="{LINK}">{properties}<sheets>{listed}</sheets></workbook>',
        **{f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets, start=1)},
    }
    if styles:
        links += f'<Relationship Id="s" Type="{LINK}/styles" Target="styles.xml"/>'
        parts["xl/styles.xml"] = f"<styleSheet {NS}>{styles}</styleSheet>"
    if texts:
        links += f'<Relationship Id="t" Type="{LINK}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        parts["xl/sharedStrings.xml"] = f"<sst {NS}>{texts}</sst>"
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships {RELS}>{links}</Relationships>"
    kinds = {"workbook": "sheet.main", "sheet": "worksheet", "styles": "styles", "sharedStrings": "sharedStrings"}
    stated = "".join(
        f'<Override PartName="/{part}" ContentType="{KIND}.{kinds[re.split("[0-9.]", Path(part).name)[0]]}+xml"/>'
        for part in parts
        if part.startswith("xl/") and part.endswith(".xml")
    )
    parts["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{stated}</Types>'
    )
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
        for part, raw in (extra or {}).items():
            archive.writestr(part, raw)
    return path


def date_styles(*formats: str) -> str:
    """Styles numbered from 1 with these number formats."""
    own = "".join(f'<numFmt numFmtId="{170 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
    used = "".join(f'<xf numFmtId="{170 + n}"/>' for n in range(len(formats)))
    return f'<numFmts>{own}</numFmts><cellXfs><xf numFmtId="0"/>{used}</cellXfs>'
