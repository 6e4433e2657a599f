"""The page of records: every kind, its columns, their types and marks."""

from shibosi.kernel.records import Record
from shibosi.kernel.words import translate
from shibosi.telling.schemas import column_cells, kind_cells, kinds
from updates.reference.page import head, joined, points, say, table


def page() -> str:
    """The page in the language in use."""
    found = {kind: made for kind, made in kinds().items() if made.__module__.startswith("shibosi.domains.")}
    return joined(head("records", _what()), *[part for made in found.values() for part in _record(made)])


def _what() -> str:
    return say(
        "A record is what somebody reported, never whether it is right. Columns are understood by their name, their "
        "label in either language and the name of their element in the official messages. Amounts have at most five "
        "decimals; times without an offset are Beijing time.",
        "单证是某一方申报的内容，不含对错判断。列可用列名、中英文名称或官方报文中的元素名识别。"
        "金额至多五位小数；未注明时区的时间为北京时间。",
    )


def _record(made: type[Record]) -> list[str]:
    kind, label, _, key, messages = kind_cells(made)
    heads = [say(*pair) for pair in (
        ("Column", "列"), ("Label", "名称"), ("Chinese", "英文名称"), ("Type", "类型"), ("Element", "报文元素"),
        ("Key", "关联键"), ("Code list", "代码表"), ("Mark", "标记"),
    )]  # fmt: skip
    return [
        f"## {kind}",
        label,
        points([
            (say("Key", "关联键"), key), (say("Needed", "必需"), made.needs),
            (say("Official messages", "官方报文"), messages),
            (say("Lines of", "所属单证"), translate(Record.known[made.part_of].label) if made.part_of else ""),
        ]),
        table(heads, [column_cells(made, name) for name in made.columns]),
    ]  # fmt: skip
