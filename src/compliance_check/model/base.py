"""What all records are: frozen, of known keys, and speaking two languages."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """The base of all records: immutable, and no key that the type does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Frozen):
    """A sentence for the user, in Chinese and in English."""

    zh: str
    en: str
