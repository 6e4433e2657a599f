"""What an agent might ask about: a shop order that is sound, and one that nobody paid."""

AN_ORDER = {
    "kind": "order",
    "values": {"number": "O-1", "order_type": "M", "ordered_at": "2026-06-01T08:00:00+08:00", "currency": "142"},
    "lines": {"order_line": [{"line_number": 1, "total": "19.90", "freight": "0", "currency": "142"}]},
}
A_PAYMENT = {
    "kind": "payment",
    "values": {"number": "P-1", "firm_code": "PAY", "order_number": "O-1", "amount": "19.90", "currency": "142"},
}
A_PURCHASE = [AN_ORDER, A_PAYMENT]
