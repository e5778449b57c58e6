"""Reads a saved `report.json` back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from compliance_check.errors import UnreadableError
from compliance_check.model import Bilingual

if TYPE_CHECKING:
    from pydantic import ValidationError

SCHEMA = "compliance-check/report/1"


def load(data: bytes, where: str = "report.json") -> dict[str, object]:
    """A saved report, checked and completed with the defaults of keys that an earlier program did not write.

    Raises UnreadableError when the bytes are no report of this schema.
    """
    todo = Bilingual(
        zh="请用 compliance-check check 重新生成 report.json，不要手工修改。",
        en="Write report.json anew with `compliance-check check`; do not edit it by hand.",
    )
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError):
        raise UnreadableError(where, Bilingual(zh="不是有效的 JSON 文件", en="This is not a JSON file"), todo) from None
    from pydantic import ValidationError

    from compliance_check.report.schema import ReportFile

    version = raw.get("schema") if isinstance(raw, dict) else None
    if version != SCHEMA:
        raise UnreadableError(where, _wrong_version(version), todo)
    try:
        return ReportFile.model_validate(raw).model_dump(mode="json", by_alias=True)
    except ValidationError as error:
        raise UnreadableError(where, _wrong_shape(error), todo) from None


def _wrong_version(version: object) -> Bilingual:
    found = "无" if version is None else str(version)[:60]
    return Bilingual(
        zh=f"报告格式应为 {SCHEMA}，此文件为：{found}",
        en=f"The report's schema must be {SCHEMA}, this file says {'nothing' if version is None else found}",
    )


def _wrong_shape(error: ValidationError) -> Bilingual:
    first = error.errors()[0]
    at = ".".join(str(part) for part in first["loc"])
    return Bilingual(zh=f"{at} 处不符合报告格式（{first['msg']}）", en=f"{at} does not fit the schema ({first['msg']})")
