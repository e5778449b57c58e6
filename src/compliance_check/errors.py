"""Every error that a user can meet. Each says where, what is wrong, and what to do, in Chinese and in English."""

from __future__ import annotations

from compliance_check.model import Bilingual


class ComplianceCheckError(Exception):
    """The base of all errors that end in one clear line.

    where: the file, option or rule concerned ("draft.docx", "checks/x.yaml:12").
    what, todo: one sentence each, in both languages.
    """

    exit_code = 2

    def __init__(self, where: str, what: Bilingual, todo: Bilingual) -> None:
        self.where, self.what, self.todo = where, what, todo
        super().__init__(self.line("en"))

    def __reduce__(self) -> tuple[type[ComplianceCheckError], tuple[str, Bilingual, Bilingual]]:
        """How the error crosses to another process: by what it was made of, not by its text."""
        return type(self), (self.where, self.what, self.todo)

    def line(self, language: str) -> str:
        """The error as one line in `language` ("zh" or "en")."""
        what = self.what.zh if language == "zh" else self.what.en
        todo = self.todo.zh if language == "zh" else self.todo.en
        text = f"{self.where}: {what}{'。' if language == 'zh' else '. '}{todo}"
        return " ".join(text.split())


class UsageError(ComplianceCheckError):
    """The command line or the configuration is wrong."""


class RuleFileError(ComplianceCheckError):
    """A rule, concept or document-kind file is wrong; `where` is file:line."""


class UnreadableError(ComplianceCheckError):
    """An input could not be read, or there was nothing in it to check."""

    exit_code = 3
