"""Terms are found however they are written, in place, and innocent words pass."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.text.folding import fold
from shibosi.methods.words.disguises import loose
from shibosi.methods.words.lexicons import Term, read_terms, terms, topics
from shibosi.methods.words.screening import Screen, shipped
from shibosi.standard.errors import RegisterError
from shibosi.standard.law.errors import UnknownMarket

LABELLED = Path(__file__).parent / "labelled.csv"


def rows():
    with LABELLED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def found(text, market=""):
    return [(hit.term, hit.found, hit.how) for hit in shipped().hits(text, market)]


def made(term, **more):
    row = {"topic": "absolute", "language": "zh", "markets": frozenset(["all"]), "severity": "block",
           "basis": "ours", "confidence": "local", "unless": ()}  # fmt: skip
    return Term(term, **{**row, **more})


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"])
def test_labelled_texts(row):
    topics_found = {hit.topic for hit in shipped().hits(row["text"], row["market"])}
    assert topics_found == set(row["topics"].split())


@pytest.mark.parametrize(
    ("story", "text", "hit"),
    [
        ("as it stands", "很国家级了", ("国家级", "国家级", "plain")),
        ("traditional, full width", "很國家級了", ("国家级", "國家級", "plain")),
        ("with a sign nobody sees", "最\u200b佳", ("最佳", "最\u200b佳", "plain")),
        ("with signs between", "国.家*级", ("国家级", "国.家*级", "spaced")),
        ("letters spaced out", "h.e.r.o.i.n", ("heroin", "h.e.r.o.i.n", "letters")),
        ("digits for letters", "a c0caine b", ("cocaine", "c0caine", "digits")),
        ("in parts", "国家纟及", ("国家级", "国家纟及", "parts")),
        ("of one sound", "最家", ("最佳", "最家", "sound")),
        ("of one sound in a longer term", "很国加级了", ("国家级", "国加级", "homophone")),
        ("that with blanks between", "国 加 级", ("国家级", "国 加 级", "homophone")),
        ("pinyin for a character", "国jia级品质", ("国家级", "国jia级", "pinyin")),
        ("pinyin with tones", "国jiā级品质", ("国家级", "国jiā级", "pinyin")),
        ("pinyin behind a blank", "买炸 yao 了", ("炸药", "炸 yao", "pinyin")),
        ("pinyin throughout", "guojiaji quality", ("国家级", "guojiaji", "pinyin")),
        ("pinyin as words", "guo jia-ji quality", ("国家级", "guo jia-ji", "pinyin")),
        ("behind a letter that grows when it is folded", "ﷺ㈱国家级", ("国家级", "国家级", "plain")),
    ],
)
def test_a_hit_stands_where_it_is_written(story, text, hit):
    assert found(text) == [hit]


@pytest.mark.parametrize(
    "text",
    [
        "墙纸",
        "病毒",
        "pu皮",
        "国家机关",
        "仿真墙 背景布",
        "guojiajing",
        "xguojiaji",
        "guojia ji2",
        "国jiao级",
        "佰嘉乐",
        "2zha药",
    ],
)
def test_what_only_sounds_a_little_alike_passes(text):
    assert not [hit for hit in found(text) if hit[2] in ("pinyin", "homophone")]


def test_a_guess_by_sound_asks_for_review_and_stops_nothing():
    assert [(hit.severity, hit.stops) for hit in shipped().hits("国加级")] == [("block", False)]


def test_a_longer_text_is_looked_at_in_parts_and_places_stay():
    text = "好" * 199_999 + "国家级" + "好" * 50
    assert [(hit.start, hit.end) for hit in shipped().hits(text)] == [(199_999, 200_002)]


def test_a_market_minds_its_own_terms_and_those_of_its_bloc():
    assert found("eco-friendly", "DE") and not found("eco-friendly", "JP")
    with pytest.raises(UnknownMarket):
        shipped().hits("x", "XX")


def test_a_term_is_innocent_only_where_its_phrase_stands():
    screen = Screen([made("炸弹", unless=("泡澡炸弹",))])
    assert [hit.start for hit in screen.hits("泡澡炸弹和炸弹")] == [5]


def test_one_term_may_belong_to_two_topics():
    screen = Screen([made("x光"), made("x光", topic="medical")])
    assert {hit.topic for hit in screen.hits("X光")} == {"absolute", "medical"}


def test_only_named_topics_are_told():
    assert {hit.topic for hit in shipped().hits("炸药 13812345678", topics=["contact"])} == {"contact"}


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800", "<script>alert(1)</script>", "🙂" * 50, "\ue000" * 9, "a" * 50_000]
)
def test_odd_texts_are_read(text):
    assert found(text) == []


@given(st.text(max_size=60), st.sampled_from(["国家级", "炸药", "k3tamine", "13812345678"]), st.text(max_size=60))
def test_places_always_lead_into_the_text(before, term, after):
    text = before + term + after
    for hit in shipped().hits(text):
        assert 0 <= hit.start < hit.end <= len(text) and text[hit.start : hit.end] == hit.found


@given(st.text(alphabet="国家级炸药最佳 .*纟及heroin0", max_size=30))
def test_the_coarse_form_loses_nothing_that_stands_plainly(text):
    screen = shipped()
    if screen.search(fold(text)):
        assert loose(fold(text)) != ""
        assert all(hit.how == "plain" or hit.found for hit in screen.hits(text))


def test_every_term_is_found_as_it_is_written():
    for term in terms():
        assert any(hit.topic == term.topic for hit in shipped().hits(f" {term.term} ")), term.term


def test_every_topic_has_terms_and_words():
    assert {term.topic for term in terms()} == set(topics())


@pytest.mark.parametrize(
    ("story", "row"),
    [
        ("no topic", "x,luck,en,all,block,ours,local,"),
        ("no market", "x,absolute,en,XX,block,ours,local,"),
        ("no weight", "x,absolute,en,all,maybe,ours,local,"),
        ("no basis", "x,absolute,en,all,block,,local,"),
        ("too short a row", "x,absolute"),
    ],
)
def test_a_wrong_lexicon_is_refused_with_its_row(story, row, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(f"# ours\nterm,topic,language,markets,severity,basis,confidence,unless\n{row}\n", encoding="utf-8")
    with pytest.raises((RegisterError, UnknownMarket)):
        read_terms(path)


SOME = ["国.家.级", "k3tamine", "ﾊﾞﾅﾅ", "a\x00b", "加VX:shop888", "", "國加级", "炸 yào", "guo jia ji", "zha药"]


@given(
    st.lists(
        st.text(max_size=30) | st.sampled_from(SOME),
        max_size=6,
    )
)
def test_a_sweep_finds_what_each_text_alone_has(texts):
    screen = shipped()
    alone = {number: found for number, text in enumerate(texts) if (found := screen.hits(text))}
    assert screen.sweep(texts) == alone


def test_long_texts_are_swept_in_parts_and_nothing_is_cut():
    filler = "wordy " * 331  # 1,986 characters: the term lies across the end of the first part
    text = filler + "13812345678 国家级 " + "skill " * 500
    assert [hit.found for hit in shipped().sweep([text], "CN")[0]] == ["13812345678", "国家级"]
    assert shipped().sweep([text], "CN")[0] == shipped().hits(text, "CN")
