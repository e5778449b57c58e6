"""One wrong figure, several broken equations: one of them leads, the others follow it."""

from __future__ import annotations

from pathlib import Path

from compliance_check.model import Outcome
from compliance_check.pipeline import Checker, Settings

EXAMPLE = Path(__file__).parents[3] / "examples" / "solvency-summary-2025Q2.md"


def test_what_one_figure_would_mend_is_one_cause(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    text = EXAMPLE.read_text(encoding="utf-8")
    planted = text.replace("| 实际资本 | 174,264.43 |", "| 实际资本 | 174,246.43 |", 1)
    planted = planted.replace("| 综合费用率 | 31.31% |", "| 综合费用率 | 33.31% |", 1)
    assert planted.count("174,246.43") == 1 and planted.count("33.31%") == 1
    draft.write_text(planted, encoding="utf-8")
    report = Checker(Settings(engine="direct")).check([draft])
    failed = {result.rule: result for result in report.results if result.outcome is Outcome.FAIL}
    lead = failed["SOL101"]
    assert lead.follows is None
    assert {failed[rule].follows for rule in ("SOL102", "SOL121", "GEN101")} == {lead.fingerprint}
    assert failed["IND101"].follows is None
