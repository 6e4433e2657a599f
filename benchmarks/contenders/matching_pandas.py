"""The twelve checks over orders, payments and waybills in pandas.

python -m benchmarks.contenders.matching_pandas FOLDER OUT.parquet
"""

import sys
import unicodedata
from pathlib import Path

import numpy as np
import pandas as pd

COLUMNS = {
    "order": ["number", "goods", "freight", "tax", "paid", "currency", "buyer", "consignee", "ordered_at"],
    "payment": ["order_number", "amount", "currency", "payer", "paid_at"],
    "waybill": ["order_number", "consignee"],
}


def once(frame: pd.DataFrame, key: str, name: str) -> pd.DataFrame:
    """One row per key with a count; of a key found more often only the count is known."""
    twice = frame[key].duplicated(keep=False)
    single = frame[~twice].assign(**{name: 1})
    counts = frame.loc[twice, key].value_counts().rename(name).rename_axis(key).reset_index()
    return pd.concat([single, counts], ignore_index=True).rename(columns={key: "number"})


def plain(text: str) -> str:
    """Without width, case and blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def same(left: pd.Series, right: pd.Series) -> np.ndarray:
    """Equal texts; only those that differ are looked at closely."""
    equal = (left == right).to_numpy(dtype=bool, na_value=False)
    other = np.flatnonzero(~equal & (left.notna() & right.notna()).to_numpy())
    equal[other] = [plain(a) == plain(b) for a, b in zip(left.iloc[other], right.iloc[other], strict=True)]
    return equal


def judged(sale: pd.DataFrame) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Of each check: where it holds, and where it can be told at all."""
    orders, payments, waybills = (sale[name].fillna(0).to_numpy() for name in ("orders", "payments", "waybills"))
    always = np.ones(len(sale), dtype=bool)
    order, payment, waybill = orders == 1, payments == 1, waybills == 1
    paid = order & payment
    return {
        "order_was_reported": (orders > 0, always),
        "order_has_one_content": (orders <= 1, always),
        "payment_was_reported": (payments > 0, always),
        "order_is_paid_once": (payments <= 1, always),
        "waybill_was_reported": (waybills > 0, always),
        "order_travels_once": (waybills <= 1, always),
        "amount_adds_up": ((sale.paid == sale.goods + sale.freight + sale.tax).to_numpy(), order),
        "payment_is_the_amount": ((sale.amount == sale.paid).to_numpy(), paid),
        "currencies_agree": ((sale.currency_payment == sale.currency).to_numpy(dtype=bool, na_value=False), paid),
        "payer_is_the_buyer": (same(sale.payer, sale.buyer), paid),
        "consignee_agrees": (same(sale.consignee_waybill, sale.consignee), order & waybill),
        "payment_follows_the_order": ((sale.paid_at >= sale.ordered_at).to_numpy(), paid),
    }


def main() -> None:
    """Read, join, judge, write."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    read = {name: pd.read_parquet(folder / f"{name}.parquet", columns=columns) for name, columns in COLUMNS.items()}
    order, payment, waybill = (
        once(read[name], COLUMNS[name][0], f"{name}s") for name in ("order", "payment", "waybill")
    )
    # An outer merge sorts its keys; left merges from all keys there are do not.
    numbers = pd.concat([order["number"], payment["number"], waybill["number"]]).drop_duplicates()
    sale = (
        numbers.to_frame()
        .merge(order, on="number", how="left")
        .merge(payment, on="number", how="left", suffixes=("", "_payment"))
        .merge(waybill, on="number", how="left", suffixes=("", "_waybill"))
    )
    parts = []
    for name, (holds, told) in judged(sale).items():
        for outcome, where in (("broken", told & ~holds), ("undetermined", ~told)):
            at = np.flatnonzero(where)
            keys = sale["number"].to_numpy()[at].astype(str)
            parts.append(pd.DataFrame({"dossier": "sale", "key": keys, "control": name, "outcome": outcome}))
    found = pd.concat(parts, ignore_index=True).assign(day=pd.Series(dtype="datetime64[ms]"))
    found.to_parquet(out)


if __name__ == "__main__":
    main()
