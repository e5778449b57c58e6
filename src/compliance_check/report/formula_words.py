"""The words for what stands in formulas: roles of a claim, numbers of a rule, functions. (Chinese, English)."""

from __future__ import annotations

ROLES: dict[str, tuple[str, str]] = {
    "sum": ("各项之和", "sum of the parts"),
    "total": ("合计", "total"),
    "part": ("部分", "part"),
    "whole": ("整体", "whole"),
    "share": ("占比", "share"),
    "shares": ("各占比之和", "sum of the shares"),
    "later": ("本期", "this period"),
    "earlier": ("比较期", "earlier period"),
    "growth": ("增幅", "growth"),
    "part_growth": ("部分的增幅", "growth of the part"),
    "whole_growth": ("整体的增幅", "growth of the whole"),
    "points": ("百分点变动", "change in points"),
    "amount": ("变动额", "change"),
    "factor": ("倍数", "multiple"),
    "peer": ("与之比较的数", "figure that it is compared with"),
    "smallest": ("最小的部分", "smallest part"),
    "largest": ("最大的部分", "largest part"),
    "listed": ("列出的项数", "items listed"),
    "announced": ("所称的项数", "items announced"),
    "first": ("前一处", "first place"),
    "second": ("后一处", "second place"),
    "impossible": ("不可能的占比个数", "impossible shares"),
    "copied": ("与上期相同的数字个数", "figures copied from before"),
    "same": ("相同的数字个数", "equal figures"),
    "slipped": ("错行的数字个数", "slipped figures"),
    "highest": ("最高", "highest"),
    "minimum": ("下限", "minimum"),
    "decimals": ("小数位数", "decimals"),
    "usual": ("通常位数", "usual decimals"),
}
"""The names that formulas give to figures by their part in a claim."""

PARAMETERS: dict[str, tuple[str, str]] = {
    "minimum": ("监管下限", "the minimum"),
    "maximum": ("监管上限", "the maximum"),
    "attention": ("关注线", "the attention line"),
    "share": ("允许的比例", "the share allowed"),
    "change": ("允许的变动", "the change allowed"),
    "limit": ("限值", "the limit"),
    "low": ("下限", "the lower bound"),
    "high": ("上限", "the upper bound"),
    "highest": ("最高限", "the highest allowed"),
    "floor": ("最低限", "the lowest allowed"),
    "base": ("基础值", "the base"),
    "factor": ("系数", "the factor"),
    "slope": ("斜率", "the slope"),
    "rise": ("允许的升幅", "the rise allowed"),
    "fall": ("允许的降幅", "the fall allowed"),
    "points": ("允许的点数", "the points allowed"),
    "distance": ("允许的差距", "the distance allowed"),
}
"""The names that formulas give to the numbers of a rule (written @name)."""

FUNCTIONS = {"sum": "求和", "abs": "绝对值", "min": "取小", "max": "取大", "sqrt": "平方根"}
