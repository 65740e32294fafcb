"""Migrations make, from nothing and back, exactly the tables that the program declares."""

import multiprocessing
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Engine, Index, MetaData, String, inspect

import ev_scan.persistence.models  # noqa: F401 (fills the metadata)
from ev_scan.persistence import schema
from ev_scan.persistence.base import Base

BROKEN = '''"""Goes wrong halfway."""

import sqlalchemy as sa
from alembic import op

revision = "broken"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("halfway", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("SELECT * FROM nowhere")
'''


def differences(engine: Engine, metadata: MetaData) -> list[object]:
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_there_is_one_newest_revision() -> None:
    scripts = ScriptDirectory(str(schema.MIGRATIONS))
    assert scripts.get_heads() == [schema.head_revision()]


def test_an_empty_database_has_no_revision(empty_url: str) -> None:
    assert schema.current_revision(empty_url) is None


def test_every_revision_goes_up_and_down(empty_url: str, connect: Callable[[str], Engine]) -> None:
    revisions = [script.revision for script in ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions()][::-1]
    engine = connect(empty_url)
    for revision, below in zip(revisions, ["base", *revisions], strict=False):
        schema.upgrade(empty_url, revision)
        schema.downgrade(empty_url, below)
        schema.upgrade(empty_url, revision)
        assert schema.current_revision(empty_url) == revision
    assert schema.current_revision(empty_url) == schema.head_revision()
    schema.upgrade(empty_url)  # a second time changes nothing
    schema.downgrade(empty_url, "base")
    assert schema.current_revision(empty_url) is None
    assert tables(engine) == set()


def test_migrated_and_declared_tables_are_the_same(engine: Engine) -> None:
    assert differences(engine, Base.metadata) == []
    assert tables(engine) == set(Base.metadata.tables)


def test_a_forgotten_migration_would_be_noticed(engine: Engine) -> None:
    declared = MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.sorted_tables:
        table.to_metadata(declared)
    dossier = declared.tables["dossier"]
    dossier.append_column(Column("forgotten", String(5)))
    Index("ix_dossier_forgotten", dossier.c.revision)
    assert len(differences(engine, declared)) == 2


def test_constraints_have_the_declared_names(engine: Engine) -> None:
    found = inspect(engine)
    assert found.get_pk_constraint("dossier")["name"] == "pk_dossier"
    assert [index["name"] for index in found.get_indexes("dossier")] == ["ix_dossier_epoch"]


def test_sqlite_does_not_keep_the_order_in_which_dossiers_were_made(
    sqlite_url: str, connect: Callable[[str], Engine]
) -> None:
    with connect(sqlite_url).connect() as connection:
        made_by = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'dossier'").scalar_one()
    assert "WITHOUT ROWID" in made_by


def test_a_migration_that_fails_halfway_leaves_nothing(
    empty_url: str, connect: Callable[[str], Engine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = schema.head_revision()
    migrations = tmp_path / "100% migrations"
    shutil.copytree(schema.MIGRATIONS, migrations)
    (migrations / "versions" / "broken.py").write_text(BROKEN.format(head=head))
    schema.upgrade(empty_url)
    monkeypatch.setattr(schema, "MIGRATIONS", migrations)
    with pytest.raises(Exception, match="nowhere"):
        schema.upgrade(empty_url)
    assert schema.current_revision(empty_url) == head
    assert "halfway" not in tables(connect(empty_url))


def test_machines_that_start_together_migrate_once(empty_url: str) -> None:
    start = multiprocessing.get_context("spawn").Process
    machines = [start(target=schema.upgrade, args=(empty_url,)) for _ in range(2)]
    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join(timeout=60)
        assert machine.exitcode == 0
        machine.close()
    assert schema.current_revision(empty_url) == schema.head_revision()
