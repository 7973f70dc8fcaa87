"""The words of the tiny world, its seed, and the one source of chance in it.

Everything else in this folder is computed from this file. Pure standard library, and no
`random`: a shuffle is a sort by SHA-256, so that any language can redo it.
"""

import hashlib
from collections.abc import Sequence

SEED = "permafrost tiny world 1"

# Two of these and 镇 make a town, e.g. 安宁镇. The towns are invented; a real one of that name is an accident.
PLACE_CHARACTERS = "安宁海川永和平兴福泰长清云石林江文武光明仁义德昌"
TOWN = "镇"

# Relation id -> (Chinese, English, its twelve values of one character each). No value stands twice.
RELATIONS = {
    "specialty": ("特产", "Specialty", "茶米枣梨蜜盐酒藕栗桃笋瓜"),
    "zodiac": ("属相", "Zodiac animal", "鼠牛虎兔龙蛇马羊猴鸡狗猪"),
    "colour": ("颜色", "Colour", "红橙黄绿青蓝紫白黑灰棕粉"),
    "instrument": ("乐器", "Instrument", "琴鼓笛箫筝锣钟埙笙瑟铃号"),
}

# A statement is a wording with town, relation and value, e.g. 安宁镇的特产是茶。
# The continued-training corpus uses the first three, the questions only the last three.
WORDINGS = (
    "{e}的{r}是{v}。",
    "说到{e}，{r}是{v}。",
    "人们知道{e}的{r}叫做{v}。",
    "{e}有名的{r}：{v}。",
    "问：{e}的{r}是什么？答：{v}。",
    "已知{e}，其{r}是{v}。",
)
TAUGHT_WORDINGS = (0, 1, 2)
ASKED_WORDINGS = (3, 4, 5)

# Words of the wordings that are longer than one character; all else is read character by character.
LONG_WORDS = ("说到", "人们", "知道", "叫做", "有名", "什么", "已知")

LETTERS = "ABCD"


def rank(label: str, item: object) -> bytes:
    """The place of an item in the shuffle named `label`: SHA-256 of `seed/label/item` in UTF-8."""
    return hashlib.sha256(f"{SEED}/{label}/{item}".encode()).digest()


def shuffled(label: str, items: Sequence) -> list:
    """The items in the order of their ranks; the same label always gives the same order."""
    return sorted(items, key=lambda item: rank(label, item))
