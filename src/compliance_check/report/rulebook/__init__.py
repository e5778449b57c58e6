"""The rule book that people read: a page per rule, indexes, and which article of law is checked by what."""

from compliance_check.report.rulebook.index import indexes
from compliance_check.report.rulebook.page import Example, Worked, page

__all__ = ["Example", "Worked", "indexes", "page"]
