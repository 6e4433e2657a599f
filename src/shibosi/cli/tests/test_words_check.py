"""`shibosi words check`: hits in place, by exit status, in both languages."""


def test_a_hit_is_told_where_it_stands(ask):
    told = ask("words", "check", "品质 国.家.级 保证", "--market", "CN", "--json")
    assert told.status == 1
    assert [(one["term"], one["start"], one["end"], one["found"]) for one in told.data] == [
        ("国家级", 3, 8, "国.家.级")
    ]


def test_what_only_warns_asks_for_review(ask):
    assert ask("words", "check", "Eco-friendly bag", "--market", "DE").status == 3
    assert ask("words", "check", "Eco-friendly bag", "--market", "JP").status == 0


def test_an_innocent_text_passes(ask):
    told = ask("words", "check", "最佳赏味期30天", "--market", "CN")
    assert (told.status, told.words.strip()) == (0, "Nothing was found.")


def test_a_file_is_read_line_by_line(ask, tmp_path):
    (tmp_path / "titles.txt").write_text("headphones\n自制 炸*药\n", encoding="utf-8")
    told = ask("words", "check", "--in", str(tmp_path / "titles.txt"), "--json")
    assert [(one["line"], one["topic"]) for one in told.data] == [(2, "weapons")]


def test_terms_of_ones_own_stand_beside(ask, tmp_path):
    own = tmp_path / "own.csv"
    heads = "term,topic,language,markets,severity,basis,confidence,unless"
    own.write_text(f"# our terms\n{heads}\nglimmerware,absolute,en,all,block,ours,local,\n", encoding="utf-8")
    assert ask("words", "check", "Buy GLIMMERWARE", "--lexicon", str(own)).status == 1


def test_neither_or_both_is_a_mistake(ask):
    assert ask("words", "check").status == 2


def test_it_speaks_chinese(ask):
    assert "绝对化用语" in ask("words", "check", "国家级", language="zh").words
