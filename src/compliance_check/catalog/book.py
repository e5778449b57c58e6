"""The rule book in memory: suites of checks, a check being a rule with its formula parsed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from compliance_check.catalog.expression import Formula, Name
from compliance_check.catalog.vocabulary import Vocabulary
from compliance_check.model import Bilingual, Quantity, Rule, Severity, SuiteUse


@dataclass(frozen=True, slots=True)
class Check:
    """A rule ready to be run.

    where: its file and line. states, unless_states: those of `applies`, as concept ids.
    units_fit: whether both sides of every comparison measure the same thing, so that all may be scaled alike.
    """

    rule: Rule
    suite: str
    formula: Formula
    where: str
    states: tuple[str, ...] = ()
    unless_states: tuple[str, ...] = ()
    units_fit: bool = True

    @property
    def severity(self) -> Severity:
        """The rule's severity; what rests on unconfirmed clauses alone is at most a warning."""
        if self.rule.severity is Severity.ERROR and not any(item.confirmed for item in self.rule.citation):
            return Severity.WARNING
        return self.rule.severity

    @property
    def required(self) -> tuple[Name, ...]:
        """The names without which the rule cannot be evaluated."""
        return tuple(name for name in self.formula.names if not name.optional)

    def parameter(self, name: str, day: dt.date | None) -> Quantity | None:
        """A parameter's value in force on `day` (None: the open-ended edition), as written; None if there is none."""
        for edition in self.rule.parameters[name].values:
            if edition.covers(day) if day else edition.to is None:
                return edition.value
        return None

    def in_force(self, day: dt.date | None) -> bool:
        """Whether the rule is in force on `day`; without a day, whether its dates are open-ended."""
        return self.rule.effective.covers(day) if day else self.rule.effective.to is None

    def rank(self, word: str) -> Fraction | None:
        """The place of `word` on the rule's scale, from 1; None if it is not on it. BB类 and bb are BB."""
        plain = word.strip().removesuffix("类").upper()
        return Fraction(self.rule.scale.index(plain) + 1) if plain in self.rule.scale else None


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite of checks and the hash of the files it was read from."""

    id: str
    version: str
    title: Bilingual
    sha256: str
    checks: tuple[Check, ...]

    def use(self) -> SuiteUse:
        """The line that a report carries about the suite."""
        return SuiteUse(id=self.id, version=self.version, sha256=self.sha256, rules=len(self.checks))


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Suites and the vocabulary that their formulas are written in."""

    suites: tuple[Suite, ...]
    vocabulary: Vocabulary

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks of all suites."""
        return tuple(check for suite in self.suites for check in suite.checks)

    def find(self, name: str) -> tuple[Check, ...]:
        """The editions of the rule called `name`: an id, a name or an alias; case aside."""
        wanted = name.casefold()
        return tuple(check for check in self.checks if wanted in _names(check.rule))

    def only(self, suites: Iterable[str]) -> RuleBook:
        """The book with these suites alone."""
        wanted = set(suites)
        return RuleBook(tuple(suite for suite in self.suites if suite.id in wanted), self.vocabulary)


def as_fraction(value: Decimal | int, unit: str) -> Fraction:
    """A parameter's number in natural units: 100 percent is 1."""
    return Fraction(value) / 100 if unit == "percent" else Fraction(value)


def _names(rule: Rule) -> set[str]:
    return {name.casefold() for name in (rule.id, rule.name, *rule.aliases)}
