"""The same with PostgreSQL under the dossiers: what it holds leads to no contribution."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pages.monitor_trip import finished, start_monitor, told
from pages.site import close, new_settings
from persistence.conftest import migrated_postgres, postgres_server, postgres_url  # noqa: F401 - fixtures
from remains import pieces
from sqlalchemy import inspect, text
from test_monitor_thief import contribute

from ev_scan.factory import create_app
from ev_scan.persistence.engines import new_engine
from ev_scan.services import dossiers
from ev_scan.vault.epochs import EpochKeys, month_of

NUMBER = 25


@pytest.mark.postgres
def test_the_rows_of_postgresql_lead_to_no_contribution(postgres_url, tmp_path, published):  # noqa: F811
    settings = replace(new_settings(tmp_path), database_url=postgres_url)
    team, engine = start_monitor(settings), new_engine(postgres_url)
    month, keys = month_of(datetime.now(UTC).date()), EpochKeys(settings.keys_path)
    made = [finished(published, participation=told(published, place)) for place in range(NUMBER)]
    codes = [dossiers.begin(engine, keys, each, month) for each in made]
    app = create_app(settings, published)
    try:
        for number, code in enumerate(codes):
            contribute(app, code, f"10.9.0.{number}")
    finally:
        close(app)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM dossier")).fetchall()
        kinds = [column["type"].as_generic().python_type for column in inspect(engine).get_columns("dossier")]
    engine.dispose()
    assert len(rows) == NUMBER
    assert not {kind.__name__ for kind in kinds} & {"date", "datetime", "time"}
    whole = b"\n".join(value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row)
    stored = team.folder.spool.of(range(8000, 8400))
    assert len(stored) == NUMBER
    assert not [part for _, name, box in stored for part in (name, *pieces(box)) if part in whole]
    in_spool = team.folder.spool.path.read_bytes()
    assert not [row for row in rows if bytes(row.lookup) in in_spool or bytes(row.sealed)[:32] in in_spool]
