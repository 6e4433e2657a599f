"""The page of rows that want a primary source: those nobody saw at one, and those whose first day is not known."""

from shibosi.kernel.words import translate
from shibosi.standard.law.book import book
from shibosi.standard.law.schemas import SCHEMAS
from shibosi.standard.law.verifying import doubts
from updates.reference.page import head, joined, say, table


def page() -> str:
    """The page in the language in use."""
    what = say(
        "Rows of the tables of law to look up where the rule itself is published, before anything rests on them alone. "
        "What is found is added as a row that corrects: see [Change the law](../guide/change-the-law.md).",
        "法规数据表中有待到规定原文核实的行；核实前不得单独据以认定。核实结果以更正行录入：见"
        "[修改法规数据](../guide/change-the-law.zh.md)。",
    )
    return joined(head("to-verify", what, _counts()), *[part for name in SCHEMAS for part in _of(name)])


def _counts() -> str:
    rows = []
    for name, schema in SCHEMAS.items():
        there = [fact for fact in book().current if fact.table == name]
        rows.append([translate(schema.label), len(there), sum(bool(doubts(fact)) for fact in there)])
    return table([say("Table", "数据表"), say("Rows", "行数"), say("To verify", "待核实")], rows)


def _of(name: str) -> list[str]:
    there = [fact for fact in book().current if fact.table == name and doubts(fact)]
    if not there:
        return []
    heads = [say("Row", "行"), say("Place", "适用地"), say("What", "事项"), say("Why", "缘由"), say("Source", "来源")]
    rows = [
        [fact.id, " ".join(fact.places), fact.title, "; ".join(map(translate, doubts(fact))), fact.source]
        for fact in there
    ]
    return [f"## {translate(SCHEMAS[name].label)}", table(heads, rows)]
