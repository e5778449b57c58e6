"""Editions of disclosures with their figures, names and parts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "disclosure_edition",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("entity_key", sa.String(200), nullable=False),
        sa.Column("company_type", sa.String(40)),
        sa.Column("kind", sa.String(100), nullable=False),
        sa.Column("period_start", sa.String(10), nullable=False),
        sa.Column("period_end", sa.String(10), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(200), nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
        sa.Column("tool", sa.String(40), nullable=False),
        sa.UniqueConstraint(
            "entity_key", "kind", "period_start", "period_end", "edition", name="uq_disclosure_edition"
        ),
        sa.UniqueConstraint("entity_key", "kind", "period_start", "period_end", "sha256", name="uq_disclosure_file"),
    )
    op.create_index("ix_disclosure_period", "disclosure_edition", ["entity_key", "period_end"])
    op.create_table(
        "disclosure_name",
        _edition_id(),
        sa.Column("name_key", sa.String(200), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_index("ix_disclosure_name", "disclosure_name", ["name_key"])
    _figures()
    op.create_table(
        "disclosure_part",
        _edition_id(),
        sa.Column("part", sa.String(20), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("disclosure_part", "disclosure_figure", "disclosure_name", "disclosure_edition"):
        op.drop_table(table)


def _figures() -> None:
    op.create_table(
        "disclosure_figure",
        _edition_id(),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("concept", sa.String(100)),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("column_label", sa.Text),
        sa.Column("raw", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("counter", sa.Text),
        sa.Column("half_width", sa.Text, nullable=False),
        sa.Column("qualifier", sa.String(20), nullable=False),
        sa.Column("period_start", sa.String(10)),
        sa.Column("period_end", sa.String(10)),
        sa.Column("scenario", sa.String(20), nullable=False),
        sa.Column("entity", sa.Text),
        sa.Column("dimensions", sa.Text, nullable=False),
        sa.Column("reading", sa.String(20), nullable=False),
        sa.Column("doubt", sa.Text),
        sa.Column("location", sa.Text, nullable=False),
        sa.Column("anchor", sa.Text, nullable=False),
    )


def _edition_id() -> sa.Column[int]:
    reference = sa.ForeignKey("disclosure_edition.id", ondelete="CASCADE")
    return sa.Column("edition_id", sa.Integer, reference, primary_key=True)
