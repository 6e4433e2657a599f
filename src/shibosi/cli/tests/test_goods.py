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
