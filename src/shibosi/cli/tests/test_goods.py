"""`shibosi goods`: what a market asks for goods, in both languages."""

HEADPHONES = ("goods", "needs", "audio", "DE", "--day", "2026-06-30")


def test_each_row_that_applies_is_told_with_its_weight(ask):
    found = {one["id"]: one for one in ask(*HEADPHONES, "--json").data}
    assert (found["REQ-005"]["applies"], found["REQ-005"]["blocks"]) == (True, True)
    assert (found["REQ-023"]["applies"], found["REQ-023"]["blocks"]) == (True, False)


def test_open_facts_are_named_and_the_exit_status_says_so(ask):
    told = ask(*HEADPHONES, "--json")
    assert told.status == 3
    assert {one["id"]: one["open"] for one in told.data}["REQ-011"] == {"has_battery": "has a battery"}


def test_with_every_fact_stated_nothing_is_open(ask):
    asks = next(one for one in ask("goods", "categories", "--json").data if one["category"] == "audio")["asks"]
    told = ask(*HEADPHONES, "--age", "99", *(part for fact in asks for part in ("--no", fact)), "--json")
    assert told.status == 0
    assert all(one["applies"] for one in told.data)


def test_by_category_and_by_traits_the_same_rows_are_told(ask):
    settled = next(one for one in ask("goods", "categories", "--json").data if one["category"] == "bag")
    said = {"textile": "--trait", "contains_animal_parts": "--without", "contains_protected_species": "--without"}
    by_category = ask("goods", "needs", "bag", "DE", "--day", "2026-06-30", "--yes", "textile",
                      "--no", "contains_animal_parts", "--no", "contains_protected_species", "--json").data  # fmt: skip
    traits = [part for name, sign in said.items() for part in (sign, name)]
    traits += [part for name in settled["facts"] for part in ("--trait", name)]
    applies = {one["id"] for one in by_category if one["applies"]}
    by_traits = {one["requirement"]: one["applies"] for one in ask("law", "needs", "DE", "--day", "2026-06-30", *traits,
                                                                   "--json").data}  # fmt: skip
    assert applies and applies == {name for name, so in by_traits.items() if so}


def test_it_speaks_chinese(ask):
    assert "含电池" in ask(*HEADPHONES, language="zh").words


def test_a_misspelt_fact_or_category_is_answered_with_the_nearest(ask):
    assert "Did you mean 'has_battery'?" in ask(*HEADPHONES, "--yes", "has_batery").err
    assert "Did you mean 'audio'?" in ask("goods", "needs", "audoi", "DE").err


FIX = ("goods", "fix", "audio", "DE", "--day", "2026-06-30", "--age", "99", "--no", "radio", "--no", "bluetooth")


def test_the_smallest_changes_are_told_with_exit_status_1(ask):
    told = ask(*FIX, "--no", "has_battery", "--operator", "DE", "--paper", "REQ-009", "--paper", "REQ-010", "--json")
    assert (told.status, [one["about"] for one in told.data["changes"]]) == (1, ["REQ-005"])
    assert "CE marking" in told.data["changes"][0]["text"]


def test_a_draft_passes_as_it_is_or_waits_for_an_answer(ask):
    papers = [part for row in ("REQ-005", "REQ-009", "REQ-010") for part in ("--paper", row)]
    assert ask(*FIX, "--no", "has_battery", "--operator", "DE", *papers).status == 0
    told = ask(*FIX, "--operator", "DE", *papers, language="zh")
    assert (told.status, "含电池" in told.words) == (3, True)


def test_a_term_is_taken_out_of_a_text(ask):
    told = ask(*FIX, "--no", "has_battery", "--operator", "DE", "--text", "自制炸药", "--json")
    assert ("term", "炸药") in [(one["kind"], one["about"]) for one in told.data["changes"]]


RECALLS = (
    "id,authority,title,description\n1,CPSC,Alder Wooden Toy Sets Recalled,the Alder wooden toy sets of model AT-2044\n"
)


def test_listings_and_past_orders_are_held_against_recalls(ask, tmp_path):
    (tmp_path / "recalls.csv").write_text(RECALLS)
    data, out = tmp_path / "data", tmp_path / "out"
    data.mkdir()
    (data / "listing.csv").write_text(
        "seller_code,number,market,title\nAAA,L-1,DE,Alder toy set AT2044\nAAA,L-2,DE,Tea\n"
    )
    (data / "order.csv").write_text("number,merchant_code\nO-1,AAA\nO-2,BBB\n")
    (data / "order_line.csv").write_text("order_number,line_number,item_number\nO-1,1,L-1\nO-2,1,L-1\n")
    told = ask("goods", "recalls", str(tmp_path / "recalls.csv"), "--in", str(data), "--out", str(out), "--json")
    assert (told.status, [(one["listing"]["number"], one["orders"]) for one in told.data]) == (1, [("L-1", ["O-1"])])
    assert {path.name for path in out.iterdir()} == {"recall.csv", "recall_match.csv", "recalled_order.csv"}
    checked = ask("check", str(out), "--out", str(tmp_path / "run"), "--as-of", "2027-06-30")
    assert "buyers_of_recalled_goods_are_told_in_time" in checked.words or checked.status == 1


def test_goods_that_may_be_recalled_ask_for_review(ask, tmp_path):
    (tmp_path / "recalls.csv").write_text(RECALLS + "2,,,\n")
    told = ask(
        "goods",
        "recalls",
        str(tmp_path / "recalls.csv"),
        "--title",
        "Wooden toy set",
        "--brand",
        "Alder",
        language="zh",
    )
    assert told.status == 2 and "很可能" in told.words and "编号" in told.err


def test_each_mode_tells_how_it_carries_goods(ask):
    told = ask("goods", "carry", "battery", "DE", "--day", "2026-06-30", "--yes", "has_lithium_ion_battery", "--json")
    assert told.status == 3  # what forbids is general knowledge, so people look at it
    found = {one["mode"]: one for one in told.data}
    assert (found["passenger-aircraft"]["verdict"], found["sea"]["verdict"]) == ("forbidden", None)
    assert "has_lead_battery" in found["sea"]["open"]


def test_a_rule_that_was_read_stops_a_mode_with_exit_status_1(ask):
    asks = next(one for one in ask("goods", "categories", "--json").data if one["category"] == "phone")["asks"]
    yes = {"has_battery", "has_lithium_ion_battery", "packed_with_equipment"}
    facts = [part for fact in asks for part in ("--yes" if fact in yes else "--no", fact)]
    measured = ("--measure", "battery_wh=40", "--measure", "cell_wh=10", "--measure", "batteries_kg=1")
    line = ("goods", "carry", "phone", "DE", "--mode", "cargo-aircraft", "--day", "2026-06-30", *facts, *measured)
    assert ask(*line, "--measure", "charge=31").status == 1
    assert ask(*line, "--measure", "charge=30").status == 0


def test_it_speaks_chinese_of_carriage_and_refuses_what_is_no_measure(ask):
    line = ("goods", "carry", "apparel", "DE", "--mode", "post")
    assert "不受限" in ask(*line, language="zh").words
    assert "Did you mean 'battery_wh'?" in ask(*line, "--measure", "batery_wh=1").err
    for wrong in ("battery_wh=NaN", "battery_wh=1e99", "battery_wh", "battery_wh=ten"):
        assert ask(*line, "--measure", wrong).status == 2
    assert "Did you mean 'sea'?" in ask("goods", "carry", "apparel", "DE", "--mode", "see").err


LISTINGS = "seller_code,number,market,title\nAAA,L-1,DE,Leather bag\nAAA,L-2,DE,蓝牙耳机\n"


def test_listings_of_files_are_found_and_the_search_is_measured(ask, tmp_path):
    (tmp_path / "listings.csv").write_text(LISTINGS, encoding="utf-8")
    (tmp_path / "judged.csv").write_text("query,number,grade\nlether,L-1,2\n耳机,L-2,2\n", encoding="utf-8")
    where, judged = ("--in", str(tmp_path / "listings.csv")), ("--judged", str(tmp_path / "judged.csv"))
    assert [one["number"] for one in ask("goods", "search", "lether bags", *where, "--json").data] == ["L-1"]
    told = ask("goods", "search", *where, *judged, "--provider", "AAA", "--out", str(tmp_path / "out"), "--json")
    assert (told.data["queries"], told.data["ndcg"], told.data["baseline"]) == (2, "1.0000", "0.5000")
    assert "better than plain keywords" in ask("check", str(tmp_path / "out"), "--out", str(tmp_path / "run")).words
    assert (
        ask("goods", "search", *where).status == 2
        and "没有相关商品" in ask("goods", "search", "qqq", *where, language="zh").words
    )
