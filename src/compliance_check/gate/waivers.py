"""Waivers: findings that somebody accepted, with reason, name and end; kept in a YAML file beside the drafts.

A waiver is bound to the finding's fingerprint, which holds the values: a changed figure ends it. Expired, unused and
malformed waivers are findings of their own, so that the file cannot rot in silence.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import Field, ValidationError

from compliance_check.catalog.strict_yaml import Source, parse_yaml
from compliance_check.errors import UsageError
from compliance_check.model import (
    Bilingual,
    Citation,
    Frozen,
    Location,
    Outcome,
    Report,
    Result,
    Severity,
    Subject,
    Waiver,
)

SUITE = "gate/waivers"
HEAD = "# 豁免：每项须有指纹、理由与姓名。 Waivers: each with fingerprint, reason and name.\nwaivers:\n"
CITATION = Citation(instrument="豁免文件 the waiver file")


class Entry(Frozen):
    """One accepted finding, as the file has it."""

    fingerprint: str = Field(pattern=r"^[0-9a-f]{8,64}$")
    reason: str = Field(min_length=3)
    by: str = Field(min_length=1)
    approved_by: str | None = None
    until: dt.date | None = None
    rule: str | None = None
    message: str | None = None


class Listed(Frozen):
    """An entry with its line; `entry` is None where it is malformed, and `problem` says why."""

    where: str
    line: int
    text: str
    entry: Entry | None
    problem: str = ""


def load(path: Path) -> tuple[Listed, ...]:
    """The entries of a waiver file. Raises UsageError when the file cannot be read or is no list of waivers."""
    try:
        source = parse_yaml(path.read_bytes(), str(path))
    except OSError as error:
        raise UsageError(
            str(path),
            Bilingual(
                zh=f"豁免文件无法读取（{error.strerror}）", en=f"the waiver file cannot be read ({error.strerror})"
            ),
            Bilingual(zh="请检查 --waivers 的路径", en="Check the path given with --waivers"),
        ) from error
    value = source.value
    entries = value.get("waivers") if isinstance(value, dict) else None
    if not isinstance(entries, list) or set(value if isinstance(value, dict) else ()) != {"waivers"}:
        raise UsageError(
            str(path),
            Bilingual(
                zh="豁免文件须只有一个键 waivers，其下为列表", en="a waiver file has one key, waivers, with a list"
            ),
            Bilingual(zh="用 compliance-check waive 生成条目", en="compliance-check waive writes entries"),
        )
    return tuple(_listed(source, index, entry) for index, entry in enumerate(entries))


def _listed(source: Source, index: int, value: object) -> Listed:
    where = source.where(("waivers", index))
    line = int(where.rpartition(":")[2])
    text = str(value)[:120]
    try:
        return Listed(where=where, line=line, text=text, entry=Entry.model_validate(value))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        return Listed(where=where, line=line, text=text, entry=None, problem=f"{place}: {first['msg']}")


def apply(report: Report, listed: Sequence[Listed], today: dt.date) -> Report:
    """The report with accepted findings marked, and a finding for every expired, unused or malformed waiver."""
    valid = {item.entry.fingerprint: item.entry for item in listed if item.entry and not _expired(item.entry, today)}
    failing = {result.fingerprint for result in report.results if result.outcome is Outcome.FAIL}
    results = [_waived(result, valid) for result in report.results]
    results += [_finding(item, report, *problem) for item in listed for problem in _problems(item, failing, today)]
    return report.model_copy(update={"results": tuple(results)})


def _expired(entry: Entry, today: dt.date) -> bool:
    return entry.until is not None and entry.until < today


def _waived(result: Result, valid: dict[str, Entry]) -> Result:
    entry = valid.get(result.fingerprint)
    if entry is None or result.outcome is not Outcome.FAIL:
        return result
    waiver = Waiver(reason=entry.reason, by=entry.by, approved_by=entry.approved_by, until=entry.until)
    return result.model_copy(update={"waived": waiver})


def _problems(item: Listed, failing: set[str], today: dt.date) -> Iterator[tuple[str, str, Bilingual, Bilingual]]:
    """What is wrong with a waiver: rule id, rule name, message, advice."""
    entry = item.entry
    if entry is None:
        yield (
            "GATE103",
            "malformed-waiver",
            Bilingual(
                zh=f"豁免条目格式有误，未生效：{item.problem}", en=f"A waiver is malformed and void: {item.problem}"
            ),
            Bilingual(
                zh="补齐指纹、理由与姓名，或删除该条目。", en="Complete fingerprint, reason and name, or remove it."
            ),
        )
    elif _expired(entry, today):
        yield (
            "GATE101",
            "expired-waiver",
            Bilingual(
                zh=f"豁免 {entry.fingerprint} 已于 {entry.until} 到期（{entry.by}：{entry.reason}）",
                en=f"Waiver {entry.fingerprint} ended on {entry.until} ({entry.by}: {entry.reason})",
            ),
            Bilingual(zh="更正所豁免的问题，或重新审批。", en="Correct what it accepted, or have it approved again."),
        )
    elif entry.fingerprint not in failing:
        yield (
            "GATE102",
            "unused-waiver",
            Bilingual(
                zh=f"豁免 {entry.fingerprint} 没有对应的问题：问题已更正，或数值已变化（{entry.by}：{entry.reason}）",
                en=f"Waiver {entry.fingerprint} meets no finding: it was corrected, or a value changed "
                f"({entry.by}: {entry.reason})",
            ),
            Bilingual(zh="从豁免文件中删除该条目。", en="Remove the entry from the waiver file."),
        )


def _finding(item: Listed, report: Report, rule: str, name: str, message: Bilingual, advice: Bilingual) -> Result:
    return Result(
        rule=rule,
        name=name,
        suite=SUITE,
        family="structure",
        outcome=Outcome.FAIL,
        severity=Severity.WARNING,
        subject=Subject(document=report.disclosures[0].document.id),
        message=message,
        advice=advice,
        citation=(CITATION,),
        locations=(Location(document=report.disclosures[0].document.id, path=item.where, quote=item.text),),
        fingerprint=hashlib.sha256(f"{rule}|{item.text}".encode()).hexdigest()[:16],
    )


def entry_text(entry: Entry) -> str:
    """The YAML of one entry, as `waive` appends it."""
    import yaml

    fields = {name: value for name, value in entry.model_dump(mode="json").items() if value is not None}
    body = yaml.safe_dump([fields], allow_unicode=True, sort_keys=False, width=120)
    return "".join(f"  {line}\n" for line in body.splitlines())
