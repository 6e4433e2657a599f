"""The controls on imports in the order dossier, once more in plain Python."""

from datetime import date

from shibosi.example.tests.oracle import Row, every, identity_holds, money, plain, said, some, well_formed
from shibosi.example.tests.oracle_file import OrderFile

BONDED = {"1210", "1239"}


def parties_and_amounts(file: OrderFile) -> None:
    """Firms, payment and amounts of an import."""
    order, listed, waybill = file.order, file.listed, file.waybill
    file.ask(
        "payment_names_the_platform",
        lambda: every(file.payments, lambda row: said(row["platform_code"]) == said(order()["platform_code"])),
    )
    if len(file.orders) == 1 and file.orders[0]["payment_number"] is not None:
        file.ask("payment_is_the_one_named", lambda: named(file))
    elif len(file.orders) == 1 and (firm := file.orders[0]["payment_firm_code"]) is not None:
        file.ask(
            "payment_company_is_the_one_named", lambda: every(file.payments, lambda row: said(row["firm_code"]) == firm)
        )
    file.ask(
        "payment_company_code_is_well_formed",
        lambda: every(file.payments, lambda row: well_formed(said(row["firm_code"]))),
    )
    file.ask(
        "waybill_is_the_one_listed",
        lambda: (
            said(listed()["carrier_code"]) == waybill()["carrier_code"]
            and said(listed()["waybill_number"]) == waybill()["number"]
        ),
    )
    stands = ("platform_code", "merchant_code", "carrier_code", "declarant_code")
    file.ask("guarantor_is_a_party", lambda: said(listed()["guarantor_code"]) in {listed()[name] for name in stands})
    file.ask(
        "amount_paid_adds_up",
        lambda: order()["paid"] == order()["goods_value"] + order()["freight"] + order()["tax"] - order()["discount"],
    )
    paid = [(row["amount"], row["currency"]) for row in file.payments]
    file.ask(
        "payments_equal_the_amount_paid",
        lambda: money(*some(paid), (-order()["paid"], order()["currency"])) == 0,
    )
    file.ask(
        "list_and_payment_agree",
        lambda: money(
            *some(paid), (order()["discount"], order()["currency"]), (-order()["tax"], order()["currency"]),
            *((-amount, currency) for amount, currency in file.value()),
        ) == 0,
    )  # fmt: skip
    limit(file)


def limit(file: OrderFile) -> None:
    """The limit of a single purchase on the day of the list."""
    if len(file.lists) != 1:
        return
    early = file.lists[0]["declared_on"] < date(2019, 1, 1)
    most = 2000 if early else 5000
    piece = len(file.llines) == 1 and file.llines[0]["quantity"] == 100_000 and not early
    file.ask(
        "single_purchase_within_limit_until_2018" if early else "single_purchase_within_limit",
        lambda: money(*file.value(), (0, "142")) <= (26_000 if piece else most) * 100_000,
    )


def named(file: OrderFile) -> bool:
    """The payment the order names."""
    order = file.orders[0]
    firm = order["payment_firm_code"]
    return not every(
        file.payments,
        lambda row: row["number"] != order["payment_number"] or firm not in (None, row["firm_code"]),
    )


def people(file: OrderFile) -> None:
    """Buyer, payer and consignee of an import."""
    order, listed, waybill = file.order, file.listed, file.waybill
    for name in ("name", "phone"):
        column = f"buyer_{name}"
        file.ask(f"{column}_agrees", lambda column=column: plain(listed()[column]) == plain(order()[column]))
    file.ask("buyer_id_agrees", lambda: said(listed()["buyer_id"]) == said(order()["buyer_id"]))
    file.ask(
        "payer_is_the_buyer",
        lambda: every(
            file.payments,
            lambda row: (
                plain(row["payer_name"]) == plain(order()["buyer_name"])
                and said(row["payer_id"]) == said(order()["buyer_id"])
            ),
        ),
    )
    for control, column in [("consignee_agrees", "consignee"), ("consignee_phone_agrees", "consignee_phone")]:
        file.ask(control, lambda column=column: plain(waybill()[column]) == plain(order()[column]))
    file.ask(
        "consignee_address_agrees",
        lambda: every(
            [waybill, listed], lambda row: plain(row()["consignee_address"]) == plain(order()["consignee_address"])
        ),
    )
    if len(file.orders) == 1 and file.orders[0]["buyer_id_type"] == "1":
        file.ask("buyer_identity_number_is_valid", lambda: identity_holds(said(order()["buyer_id"])))
    file.ask(
        "identity_document_is_a_card",
        lambda: every(
            [lambda: order()["buyer_id_type"], lambda: listed()["buyer_id_type"],
             lambda: every(file.payments, lambda row: said(row["payer_id_type"]) == "1") and "1"],
            lambda kind: said(kind()) == "1",
        ),
    )  # fmt: skip


def form(file: OrderFile) -> None:
    """Form, mode, weight and times of an import."""
    listed, waybill = file.listed, file.waybill
    file.ask("one_parcel", lambda: every([waybill, listed], lambda row: said(row()["packages"]) == 1))
    rows = [file.orders, file.olines, file.payments, file.lists, file.llines, file.waybills]
    file.ask(
        "amounts_are_in_yuan",
        lambda: every(rows, lambda part: every(part, lambda row: said(row["currency"]) == "142")),
    )
    if len(file.lists) == 1:
        modes(file, file.lists[0])
    file.ask(
        "waybill_weight_is_near_the_list",
        lambda: abs(said(waybill()["weight"]) - said(listed()["gross_weight"])) * 10 <= listed()["gross_weight"],
    )
    before = [file.orders, file.payments, file.waybills]
    file.ask(
        "documents_precede_the_list",
        lambda: every(
            before, lambda part: every(part, lambda row: said(row["reported_at"]) <= said(listed()["reported_at"]))
        ),
    )
    if len(file.orders) == 1 and (ordered := file.orders[0]["ordered_at"]) is not None:
        file.ask("payment_follows_the_order", lambda: every(file.payments, lambda row: said(row["paid_at"]) >= ordered))


def modes(file: OrderFile, head: Row) -> None:
    """What the mode of an import asks for."""
    file.ask("company_number_is_given", lambda: head["company_number"] is not None)
    transport = [head["vehicle"], head["voyage"], head["bill_number"]]
    if head["mode"] == "9610":
        wanted = transport[:2] if head["transport_mode"] == "6" else transport
        file.ask("direct_import_names_the_transport", lambda: None not in wanted)
        file.ask(
            "direct_import_has_no_account_book",
            lambda: head["account_book"] is None and head["zone_firm_code"] is None,
        )
    if head["mode"] in BONDED:
        file.ask("bonded_import_names_the_zone", lambda: file.in_zone(head))
        file.ask("bonded_import_has_no_transport", lambda: head["country"] == "142" and transport == [None, None, None])
