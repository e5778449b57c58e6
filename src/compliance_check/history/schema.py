"""The tables of the store. Amounts are exact decimals as text: a database's own numbers may round them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

HEAD = "0001"
"""The revision that this program writes; the last file of migrations/versions."""

VERSION_TABLE = "disclosure_store_version"

metadata = MetaData()

edition = Table(
    "disclosure_edition",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("entity", Text, nullable=False),
    Column("entity_key", String(200), nullable=False),
    Column("company_type", String(40)),
    Column("kind", String(100), nullable=False),
    Column("period_start", String(10), nullable=False),
    Column("period_end", String(10), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("language", String(8), nullable=False),
    Column("path", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("media_type", String(200), nullable=False),
    Column("added_at", String(32), nullable=False),
    Column("tool", String(40), nullable=False),
    UniqueConstraint("entity_key", "kind", "period_start", "period_end", "edition", name="uq_disclosure_edition"),
    UniqueConstraint("entity_key", "kind", "period_start", "period_end", "sha256", name="uq_disclosure_file"),
    Index("ix_disclosure_period", "entity_key", "period_end"),
)

name = Table(
    "disclosure_name",
    metadata,
    Column("edition_id", ForeignKey("disclosure_edition.id", ondelete="CASCADE"), primary_key=True),
    Column("name_key", String(200), primary_key=True),
    Column("name", Text, nullable=False),
    Index("ix_disclosure_name", "name_key"),
)

figure = Table(
    "disclosure_figure",
    metadata,
    Column("edition_id", ForeignKey("disclosure_edition.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("concept", String(100)),
    Column("label", Text, nullable=False),
    Column("column_label", Text),
    Column("raw", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("unit", String(40), nullable=False),
    Column("counter", Text),
    Column("half_width", Text, nullable=False),
    Column("qualifier", String(20), nullable=False),
    Column("period_start", String(10)),
    Column("period_end", String(10)),
    Column("scenario", String(20), nullable=False),
    Column("entity", Text),
    Column("dimensions", Text, nullable=False),
    Column("reading", String(20), nullable=False),
    Column("doubt", Text),
    Column("location", Text, nullable=False),
    Column("anchor", Text, nullable=False),
)

part = Table(
    "disclosure_part",
    metadata,
    Column("edition_id", ForeignKey("disclosure_edition.id", ondelete="CASCADE"), primary_key=True),
    Column("part", String(20), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", Text, nullable=False),
)
