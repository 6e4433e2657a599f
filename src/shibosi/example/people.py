"""The people of the example: every whole number is a person with name, identity number, telephone and address."""

import numpy as np
import polars as pl

from shibosi.example.numbers import identity_numbers

SURNAMES = list("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余")
FIRST = ["", *"伟芳娜敏静丽强磊洋艳勇军杰娟涛明超霞平刚桂晓志文"]
SECOND = list("华英玉梅红兰建国海燕春云飞雪龙林鹏辉宁琳欣悦佳怡晨宇轩涵睿思远")
STREETS = ["示例路", "云舟路", "海棠街", "远帆大道", "青禾巷", "北辰路", "南浦街", "丰泽路", "明川道", "锦程路"]
AREAS = [
    ("310115", "上海市浦东新区"), ("110105", "北京市朝阳区"), ("440106", "广东省广州市天河区"),
    ("440305", "广东省深圳市南山区"), ("330106", "浙江省杭州市西湖区"), ("330212", "浙江省宁波市鄞州区"),
    ("320106", "江苏省南京市鼓楼区"), ("320508", "江苏省苏州市姑苏区"), ("510107", "四川省成都市武侯区"),
    ("420106", "湖北省武汉市武昌区"), ("500103", "重庆市渝中区"), ("610113", "陕西省西安市雁塔区"),
    ("370203", "山东省青岛市市北区"), ("410105", "河南省郑州市金水区"), ("430104", "湖南省长沙市岳麓区"),
    ("350203", "福建省厦门市思明区"),
]  # fmt: skip
FIRST_RESERVED = 8_000_000
"""People from here on stand behind no order until a fault or a story asks for one."""


def _pick(values: list[str], chosen: np.ndarray) -> pl.Series:
    return pl.Series(values).gather(pl.Series(chosen % len(values)))


def names(people: np.ndarray) -> pl.Series:
    """Names of two or three characters."""
    return _pick(SURNAMES, people * 13 + people // 640) + _pick(FIRST, people * 7 + people // 40) + _pick(
        SECOND, people * 11 + people // 1000
    )  # fmt: skip


def telephones(people: np.ndarray) -> pl.Series:
    """Telephone numbers of 11 digits."""
    return pl.Series(19_900_000_000 + people * 7_368_787 % 99_999_989).cast(pl.String)


def people(chosen: np.ndarray, part: int) -> pl.DataFrame:
    """Name, identity number, telephone, account, address and its division of the chosen people of a part."""
    area = chosen * 5 + chosen // 97
    streets = _pick(STREETS, chosen * 3 + chosen // 160)
    houses = pl.Series(chosen * 17 % 398 + 1).cast(pl.String)
    rooms = pl.Series(chosen * 29 % 1900 + 101).cast(pl.String)
    return pl.select(
        name=names(chosen),
        identity=identity_numbers(chosen, part),
        phone=telephones(chosen),
        account=pl.lit("u") + pl.lit(str(part)) + "_" + pl.Series(chosen + 100_000_000).cast(pl.String),
        address=pl.concat_str(
            pl.lit(_pick([area[1] for area in AREAS], area)), pl.lit(streets), pl.lit(houses), pl.lit("号"),
            pl.lit(rooms), pl.lit("室"),
        ),
        district=_pick([area[0] for area in AREAS], area),
    )  # fmt: skip
