"""What codes mean to readers: by code lists, by the words of labels, by the closed lists of the register."""

import pytest

from shibosi.domains import registry
from shibosi.kernel.columns import code
from shibosi.kernel.records import Record
from shibosi.standard.meanings import listed, meaning, told

registry.load()


@pytest.mark.parametrize(
    ("story", "record", "column", "found", "english", "chinese"),
    [
        ("a word that its label explains", "shop", "shop_kind", "platform-shop", "platform-shop", "平台店铺"),
        ("a word with its Chinese before it", "name_screening", "result", "clear", "clear", "未命中"),
        ("a word that only its place tells", "listing", "state", "checking", "checking", "审核中"),
        ("a number that its label explains", "customs_list", "freight_flag", "2", "2 unit price", "2 单价"),
        ("a code of a list", "order", "currency", "142", "142 renminbi", "142 人民币"),
        ("a kind of party", "firm_kind", "party_kind", "exporter", "Exporter", "出口方"),
        ("a kind of party that is none", "firm_kind", "party_kind", "pirate", "pirate", "pirate"),
        ("a word the label does not know", "shop", "shop_kind", "kiosk", "kiosk", "kiosk"),
        ("a code the list does not know", "order", "currency", "9999", "9999", "9999"),
        ("a column that explains nothing", "order", "state", "sent", "sent", "sent"),
    ],
)
def test_a_code_is_told_in_the_language_of_the_reader(story, record, column, found, english, chinese) -> None:
    one = Record.known[record].columns[column]
    assert (told(one, found, "en"), told(one, found, "zh")) == (english, chinese)


def test_every_label_that_lists_its_codes_explains_as_many_in_chinese() -> None:
    uneven = []
    for kind, made in Record.known.items():
        for name, column in made.columns.items():
            codes, words = listed(column.label)
            if column.kind == "code" and not column.codes and len(codes) != len(words):
                uneven.append(f"{kind}.{name}: {codes} {words}")
    assert not uneven


def test_a_label_whose_chinese_explains_fewer_explains_none() -> None:
    assert meaning(code("Kind of kiosk: round, square or none"), "round") is None
