"""One rule's page, in Markdown that reads as well in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from compliance_check.catalog.book import Check
from compliance_check.catalog.vocabulary import Vocabulary
from compliance_check.model import Bilingual, Citation, Effective, Parameter, Quantity, Result
from compliance_check.report.rulebook import words
from compliance_check.report.rulebook.notation import Language, notation

BOTH: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Example:
    """A case of the rule: its name, and the result that it comes to."""

    name: str
    result: Result


@dataclass(frozen=True, slots=True)
class Worked:
    """A passing and a failing case, as far as there are any."""

    passing: Example | None = None
    failing: Example | None = None


def page(
    editions: Sequence[Check], vocabulary: Vocabulary, worked: Worked, languages: Sequence[Language] = BOTH
) -> str:
    """The page of a rule, all its editions side by side; ends with a newline."""
    writer = _Page(editions, vocabulary, worked, tuple(languages))
    return "\n\n".join(part for part in writer.parts() if part) + "\n"


class _Page:
    def __init__(
        self, editions: Sequence[Check], vocabulary: Vocabulary, worked: Worked, languages: tuple[Language, ...]
    ) -> None:
        self.editions, self.check = editions, editions[-1]
        self.rule = self.check.rule
        self.vocabulary, self.worked, self.languages = vocabulary, worked, languages

    def parts(self) -> list[str]:
        rule = self.rule
        severity = self.say(words.SEVERITIES[self.check.severity.value], " ")
        parts = [f"# {rule.id} {rule.name}", f"`{self.check.suite}` · {rule.family} · {severity}"]
        parts += [self.heading("demand"), self.say(rule.title)]
        parts += [self.heading("law"), self.law(rule.citation)]
        parts += [self.heading("formula"), *[self.formula(check) for check in self.editions]]
        parts += [self.heading("tolerance"), self.tolerance()]
        parts += [self.heading("applies"), self.applies()]
        parts += [self.heading("passing"), self.example(self.worked.passing)]
        parts += [self.heading("failing"), self.example(self.worked.failing)]
        parts += [self.heading("message"), self.say(rule.message.fail)]
        parts += [self.heading("advice"), self.say(rule.advice)]
        return [*parts, self.heading("history"), self.history()]

    def say(self, text: Bilingual, gap: str = "\n\n") -> str:
        return gap.join(text.zh if language == "zh" else text.en for language in self.languages)

    def heading(self, key: str) -> str:
        return "## " + self.say(words.HEADINGS[key], " · ")

    def law(self, citations: Sequence[Citation]) -> str:
        lines = []
        for item in citations:
            quote = f"：“{item.quote}”" if item.quote else ""
            doubt = "" if item.confirmed else self.say(words.UNCONFIRMED, "")
            lines.append(f"- {item.instrument} {item.article or ''}{quote}（{self.dates(item.effective)}）{doubt}")
        return "\n".join(lines)

    def dates(self, dates: Effective) -> str:
        return f"{dates.start or '…'} – {dates.to or self.say(words.OPEN, ' / ')}"

    def formula(self, check: Check) -> str:
        lines = [f"> {notation(check, self.vocabulary, language)}" for language in self.languages]
        text = "\n>\n".join(lines)
        if len(self.editions) > 1:
            text = f"{self.dates(check.rule.effective)}\n\n{text}"
        listed = [self.parameter(name, item) for name, item in check.rule.parameters.items()]
        return "\n\n".join([text, *listed])

    def parameter(self, name: str, parameter: Parameter) -> str:
        unit = {"percent": "%", "CNY": " 元"}.get(parameter.unit, "")
        rows = [f"- {name}（{self.dates(item)}）= {_quantity(item.value)}{unit}" for item in parameter.values]
        return "\n".join(rows)

    def tolerance(self) -> str:
        text = self.say(words.TOLERANCES[self.rule.tolerance])
        if self.rule.blank_is_zero:
            text += "\n\n" + self.say(words.BLANKS)
        failing = self.worked.failing
        found = failing.result.calculation if failing else None
        if found is None or found.tolerance is None or found.detection_limit is None:
            return text
        unit = {"percent": "%", "CNY": " 元"}.get(found.unit or "", "")
        tolerance, limit = (f"{_short(number)}{unit}" for number in (found.tolerance, found.detection_limit))
        return text + "\n\n" + self.say(words.LIMIT).format(tolerance=tolerance, limit=limit)

    def applies(self) -> str:
        applies = self.rule.applies
        lines = [f"- {self.say(words.FORCE, ' / ')}: {self.dates(self.rule.effective)}"]
        for key, label in words.APPLIES.items():
            named = getattr(applies, key)
            if named:
                text = ", ".join(self.label(name) for name in named)
                lines.append(f"- {self.say(label, ' / ')}: {text}")
        if len(lines) == 1:
            lines.append(f"- {self.say(words.EVERYWHERE, ' ')}")
        return "\n".join(lines)

    def label(self, name: str) -> str:
        concept = self.vocabulary.find(name)
        return self.say(concept.label, " / ") if concept else name

    def example(self, example: Example | None) -> str:
        if example is None:
            return self.say(words.NO_EXAMPLE)
        found = example.result.calculation
        rows = [f"- {term.name} = {term.printed}" for term in found.terms] if found else []
        return "\n\n".join([f"*{example.name}*", "\n".join(rows), self.say(example.result.message)])

    def history(self) -> str:
        lines = [f"- {self.dates(check.rule.effective)}: {check.rule.id}" for check in self.editions]
        if self.rule.aliases:
            lines.append(f"- {self.say(words.ALIASES, ' / ')}: {', '.join(self.rule.aliases)}")
        off = self.rule.deactivated
        if off:
            lines.append(f"- {self.say(words.OFF, ' / ')}: {off.since or '…'} – {off.until or '…'}: {off.reason}")
        return "\n".join(lines)


def _short(number: Decimal) -> str:
    """The number to four decimals, rounded up: a limit must not look tighter than it is."""
    short = number.quantize(Decimal("0.0001"), ROUND_CEILING)
    return f"{short:f}".rstrip("0").rstrip(".")


def _quantity(value: Quantity) -> str:
    """A number or word as written; a vector or matrix in brackets, a row after the other."""
    if isinstance(value, tuple):
        return "(" + ", ".join(_quantity(item) for item in value) + ")"
    return str(value)
