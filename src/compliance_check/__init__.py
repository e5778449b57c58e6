"""Proves, before publication, that an insurer's disclosure does not contradict itself, its past or the law."""

__version__ = "0.1.0"
