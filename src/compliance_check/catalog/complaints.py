"""What pydantic found wrong with a rule file, in the words of the person who wrote the file."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from compliance_check.errors import RuleFileError
from compliance_check.model import Bilingual

if TYPE_CHECKING:
    from compliance_check.catalog.strict_yaml import Place, Source

_KINDS = {
    "string_type": Bilingual(zh="应为文字；数字请加引号", en="should be text; put numbers in quotes"),
    "decimal_type": Bilingual(zh="应为数字", en="should be a number"),
    "decimal_parsing": Bilingual(zh="应为数字", en="should be a number"),
    "int_type": Bilingual(zh="应为整数", en="should be a whole number"),
    "bool_type": Bilingual(zh="应为 true 或 false", en="should be true or false"),
    "bool_parsing": Bilingual(zh="应为 true 或 false", en="should be true or false"),
    "date_type": Bilingual(zh="应为日期，如 2022-01-01", en="should be a date such as 2022-01-01"),
    "date_from_datetime_parsing": Bilingual(zh="应为日期，如 2022-01-01", en="should be a date such as 2022-01-01"),
    "tuple_type": Bilingual(zh="应为列表，如 [甲, 乙]", en="should be a list such as [a, b]"),
    "model_type": Bilingual(zh="应为“键: 值”的形式", en="should be written as key: value"),
    "dict_type": Bilingual(zh="应为“键: 值”的形式", en="should be written as key: value"),
}


def complain(source: Source, model: type[BaseModel], error: ValidationError, path: Place) -> RuleFileError:
    """The first thing wrong as an error at its own line; the others are met once it is put right."""
    details = min(error.errors(), key=lambda item: item["type"] != "extra_forbidden")
    place = (*path, *(part for part in details["loc"]))
    key = str(details["loc"][-1]) if details["loc"] else ""
    what, todo = _explain(model, details, key)
    return source.error(place, what, todo)


def _explain(model: type[BaseModel], details: ErrorDetails, key: str) -> tuple[Bilingual, Bilingual]:
    if details["type"] == "extra_forbidden":
        return _unknown_key(key, _keys_at(model, details["loc"][:-1]))
    if details["type"] == "missing":
        return (
            Bilingual(zh=f"缺少 {key}", en=f"{key} is missing"),
            Bilingual(zh=f"请补上 {key}: …", en=f"Add {key}: …"),
        )
    if details["type"] in {"literal_error", "enum"}:
        expected = str(details.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
        return (
            Bilingual(zh=f"{key} 的值 {details['input']} 无效", en=f"{details['input']} is not a value of {key}"),
            Bilingual(zh=f"可用的值：{expected}。", en=f"Write one of: {expected}."),
        )
    kind = _KINDS.get(details["type"], Bilingual(zh="无效", en=f"is not valid ({details['msg']})"))
    return (
        Bilingual(zh=f"{key} {kind.zh}", en=f"{key} {kind.en}"),
        Bilingual(zh="请参照规则书写说明修改。", en="Correct it as the guide to writing rules shows."),
    )


def _unknown_key(key: str, known: list[str]) -> tuple[Bilingual, Bilingual]:
    near = difflib.get_close_matches(key, known, 1)
    what = Bilingual(zh=f"未知的键 {key}", en=f"unknown key {key}")
    if near:
        return what, Bilingual(zh=f"您是否想写 {near[0]}？", en=f"Did you mean {near[0]}?")
    listed = ", ".join(known)
    return what, Bilingual(zh=f"可用的键：{listed}。", en=f"The keys are: {listed}.")


def _keys_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that the type at `loc` inside `model` knows; an empty list where it is no record."""
    current: type[BaseModel] | None = model
    for part in loc:
        if current is None:
            return []
        if isinstance(part, int):
            continue
        fields = {(info.alias or name): info for name, info in current.model_fields.items()}
        current = _record_in(fields[part].annotation) if part in fields else None
    return [] if current is None else [info.alias or name for name, info in current.model_fields.items()]


def _record_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)
