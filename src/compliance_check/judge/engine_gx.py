"""The engine on great-expectations: one expectation per rule, all of them served by one shared table metric.

The metric runs the kernel once over a wide table (a row per subject, columns per operand); each expectation reads
its own rule's part of it. Nothing goes to disk or to the network, and progress bars and warnings stay silent.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from compliance_check.catalog import Check
from compliance_check.judge.decide import Decision
from compliance_check.judge.engine_direct import Batch, batched, settle
from compliance_check.judge.gate import Task
from compliance_check.judge.gx_import import import_gx
from compliance_check.judge.kernel import evaluate, tabulate
from compliance_check.model import Bilingual, Outcome, Severity

if TYPE_CHECKING:
    import pandas as pd

METRIC = "table.compliance_ruleset"
KEYS = ["document", "entity", "period"]
SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "warning", Severity.INFO: "info"}
MOST_EVIDENCE = 200
"""Failing rows that one expectation's result lists."""


@dataclass(slots=True)
class Ruleset:
    """What the shared metric evaluates: it rides on the table, so that no registry outlives the run."""

    tasks: Sequence[Task]
    batch: Batch

    def __deepcopy__(self, memo: dict[int, object]) -> Ruleset:
        return self  # pandas copies a table's attrs with every derived table

    def decide(self, table: pd.DataFrame) -> list[list[Decision]]:
        """The decisions of every job, in the order of its tasks."""
        columns = {name: table[name].to_numpy() for name in table.columns if name not in KEYS}
        codes = evaluate(columns, self.batch.jobs)
        return [
            [settle(self.tasks[member], code) for member, code in zip(members, own.tolist(), strict=True)]
            for members, own in zip(self.batch.members, codes, strict=True)
        ]


def decisions(tasks: Sequence[Task]) -> list[Decision]:
    """A decision per task, in order; the same as those of `engine_direct`."""
    if not tasks:
        return []
    ruleset = Ruleset(tasks, batched(tasks))
    found: list[Decision] = [Decision(Outcome.ERROR, reason=_LOST)] * len(tasks)
    for result in _validate(_table(ruleset), _suite(ruleset)):
        job = result.expectation_config.kwargs["job"]
        details = (result.result or {}).get("details", {}).get("decisions")
        for index, member in enumerate(ruleset.batch.members[job]):
            found[member] = details[index] if details else Decision(Outcome.ERROR, reason=_crash(result))
    return found


_LOST = Bilingual(zh="校验引擎没有返回该规则的结果", en="the engine returned no result for the rule")


def _table(ruleset: Ruleset) -> pd.DataFrame:
    import pandas as pd

    rows = [task.row for task in ruleset.batch.rows]
    table = pd.DataFrame(
        {
            "document": [row.document for row in rows],
            "entity": [row.entity or "" for row in rows],
            "period": [str(row.period.end) if row.period else "" for row in rows],
            **tabulate([row.operands for row in rows]),
        }
    )
    table.attrs["ruleset"] = ruleset
    return table


def _suite(ruleset: Ruleset) -> Any:
    gx, expectation = import_gx(), _expectation()
    checks = [job.check for job in ruleset.batch.jobs]
    digest = hashlib.sha256("\n".join(f"{check.rule.id} {check.formula.text}" for check in checks).encode()).hexdigest()
    return gx.ExpectationSuite(
        "compliance",
        expectations=[_configured(expectation, index, digest, check) for index, check in enumerate(checks)],
    )


def _configured(expectation: Any, index: int, digest: str, check: Check) -> Any:
    cited = [f"{item.instrument} {item.article or ''}".strip() for item in check.rule.citation]
    return expectation(
        job=index,
        ruleset=digest,
        severity=SEVERITIES[check.severity],
        description=check.rule.title.en,
        meta={"rule": check.rule.id, "suite": check.suite, "citation": cited, "formula": check.formula.text},
    )


def _validate(table: pd.DataFrame, suite: Any) -> list[Any]:
    gx = import_gx()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = {"globally": False, "metric_calculations": False}
        asset = context.data_sources.add_pandas("disclosures").add_dataframe_asset("facts")
        batch = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": table})
        return list(batch.validate(suite, result_format="COMPLETE").results)


def _crash(result: Any) -> Bilingual:
    """What the engine says of an expectation that raised; a metric's exception stands one level deeper."""
    info = result.exception_info or {}
    nested = [item for item in info.values() if isinstance(item, dict)]
    said = next((item.get("exception_message") for item in (info, *nested) if item.get("exception_message")), "")
    return Bilingual(zh=f"校验引擎出错：{said}", en=f"the engine failed: {said}")


@cache
def _expectation() -> Any:
    """The expectation class; making it registers it and its metric with great-expectations, once per process."""
    import_gx()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _define_metric()
        return _define_expectation()


def _define_metric() -> None:
    from great_expectations.core.metric_domain_types import MetricDomainTypes
    from great_expectations.execution_engine import PandasExecutionEngine
    from great_expectations.expectations.metrics.metric_provider import metric_value
    from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

    class ComplianceRuleset(TableMetricProvider):  # type: ignore[misc]
        metric_name = METRIC
        value_keys = ("ruleset",)

        @metric_value(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
        def _pandas(
            cls,  # noqa: N805
            execution_engine: Any,
            metric_domain_kwargs: Any,
            metric_value_kwargs: Any,
            metrics: Any,
            runtime_configuration: Any,
        ) -> list[list[Decision]]:
            table, _, _ = execution_engine.get_compute_domain(metric_domain_kwargs, MetricDomainTypes.TABLE)
            decided: list[list[Decision]] = table.attrs["ruleset"].decide(table)
            return decided


def _define_expectation() -> Any:
    from great_expectations.expectations.expectation import BatchExpectation
    from great_expectations.validator.metric_configuration import MetricConfiguration
    from great_expectations.validator.validator import ValidationDependencies

    class ExpectComplianceRuleToHold(BatchExpectation):  # type: ignore[misc]
        """A disclosure rule holds, within what printed digits can mean, in every row that has its names."""

        job: int
        ruleset: str
        success_keys: ClassVar[tuple[str, ...]] = ("job", "ruleset")
        metric_dependencies: ClassVar[tuple[str, ...]] = (METRIC,)

        def get_validation_dependencies(self, execution_engine: Any = None, runtime_configuration: Any = None) -> Any:
            # The inherited method rebuilds this expectation several times per dependency: five times slower.
            found = ValidationDependencies(metric_configurations={}, result_format={"result_format": "COMPLETE"})
            domain, values = {"batch_id": self.batch_id}, {"ruleset": self.ruleset}
            found.set_metric_configuration(METRIC, MetricConfiguration(METRIC, domain, values))
            return found

        def _validate(
            self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
        ) -> dict[str, Any]:
            decided: list[Decision] = metrics[METRIC][self.job]
            crashed = [item for item in decided if item.outcome is Outcome.ERROR]
            failed = [index for index, item in enumerate(decided) if item.outcome is Outcome.FAIL]
            judged = sum(item.outcome in {Outcome.PASS, Outcome.FAIL} for item in decided)
            return {
                # No row judged is no success: absent data never passes.
                "success": judged > 0 and not failed and not crashed,
                "result": {
                    "observed_value": f"{len(failed)} of {judged} rows break the rule",
                    "element_count": judged,
                    "unexpected_count": len(failed),
                    "unexpected_percent": 100.0 * len(failed) / judged if judged else 0.0,
                    "unexpected_index_list": failed[:MOST_EVIDENCE],
                    "details": {"decisions": decided},
                },
            }

    return ExpectComplianceRuleToHold
