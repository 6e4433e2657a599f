"""The firms of the example: invented names, well-formed codes that no real firm has."""

from functools import cache
from itertools import product

import polars as pl

from shibosi.example.numbers import credit_code

PLACES = [("上海", "310000"), ("宁波", "330200"), ("杭州", "330100"), ("广州", "440100"), ("深圳", "440300"),
          ("郑州", "410100"), ("重庆", "500000"), ("天津", "120000")]  # fmt: skip
BRANDS = ["云舟", "海棠", "远帆", "青禾", "北辰", "南浦", "丰泽", "明川", "锦程", "瑞海", "安渡", "星汇"]
ROLES = {
    "platform": (10, "网络平台示例有限公司"),
    "merchant": (96, "电子商务示例有限公司"),
    "carrier": (8, "国际物流示例有限公司"),
    "payment": (6, "支付示例有限公司"),
    "declarant": (10, "报关示例有限公司"),
    "zone": (8, "保税仓储示例有限公司"),
}
"""Role to how many firms of it there are and how their names end."""
OFFICES = ["2244", "3122", "2925", "5141", "5300", "4604", "8012", "0213"]
"""Customs offices, one per place."""
NO_PLATFORM = "无"
"""What an export document says for a foreign platform without a code."""


@cache
def firms(role: str) -> pl.DataFrame:
    """The firms of a role: code (18 characters, every third one 10), name."""
    number, ending = ROLES[role]
    first = 1000 * list(ROLES).index(role)
    rows = [
        (_code(first + row, area, row % 3 == 2), f"{place}{brand}{ending}")
        for row, (brand, (place, area)) in zip(range(number), product(BRANDS, PLACES), strict=False)
    ]
    return pl.DataFrame(rows, schema=["code", "name"], orient="row")


def _code(number: int, area: str, short: bool) -> str:
    """A code whose middle no register gives out."""
    return f"{area[:4]}9X{number:04d}" if short else credit_code(f"91{area}XXQQ{number:05d}")


def credit_code_of(code: str) -> str:
    """The social credit code of a firm: its code, or the one in the register of a firm with a short code."""
    return code if len(code) == 18 else credit_code(f"91{code[:4]}00XXQQ0{code[-4:]}")


def of(role: str, column: str, chosen: str | pl.Expr) -> pl.Expr:
    """The code or name of the chosen firms, by their place in the role."""
    return pl.lit(firms(role)[column]).gather(pl.col(chosen) if isinstance(chosen, str) else chosen)
