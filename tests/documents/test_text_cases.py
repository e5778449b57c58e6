"""Small documents and what must be found in them: every rule on sentences, tables and structure, worked out by hand.

A case holds a text (Markdown) and `finds`: the rules that must fail, each with its severity and words that its message
or one of its places must hold. Whatever else of the suite fails is a false alarm. `passes` names rules that must pass,
`not_applicable` those that must find nothing to examine.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from compliance_check.collect import ReadOptions
from compliance_check.model import Outcome, Result
from compliance_check.pipeline import Checker, Settings

HERE = Path(__file__).parent
CASES = [
    pytest.param(file, case, id=f"{file.stem}: {case['name']}")
    for file in sorted(HERE.rglob("*.yaml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]
]


def judged(text: str, suite: str) -> tuple[Result, ...]:
    settings = Settings(
        suites=(suite,),
        engine="direct",
        reading=ReadOptions(media_type="text/markdown"),
        stdin=lambda: text.encode(),
    )
    return Checker(settings).check([Path("-")]).results


@pytest.mark.parametrize(("file", "case"), CASES)
def test_case(file: Path, case: dict[str, object]) -> None:
    suite = yaml.safe_load(file.read_text(encoding="utf-8"))["suite"]
    results = judged(str(case["text"]), suite)
    failed = {result.rule: result for result in results if result.outcome is Outcome.FAIL}
    errors = [result.message.en for result in results if result.outcome is Outcome.ERROR]
    assert not errors
    wanted = {str(item["rule"]): item for item in case.get("finds", ())}  # type: ignore[attr-defined]
    assert sorted(failed) == sorted(wanted), [failed[rule].message.zh for rule in failed]
    for rule, item in wanted.items():
        assert failed[rule].severity.value == item["severity"]
        said = failed[rule].message.zh + "\n".join(place.quote for place in failed[rule].locations)
        for word in item.get("says", ()):
            assert word in said
    passed = {result.rule for result in results if result.outcome is Outcome.PASS}
    assert set(case.get("passes", ())) <= passed  # type: ignore[call-overload]
    skipped = {result.rule for result in results if result.outcome is Outcome.NOT_APPLICABLE}
    assert set(case.get("not_applicable", ())) <= skipped  # type: ignore[call-overload]
