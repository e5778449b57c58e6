"""Run by Alembic: applies the revisions over the connection that the store hands in."""

from __future__ import annotations

from alembic import context

from compliance_check.history.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
context.run_migrations()
