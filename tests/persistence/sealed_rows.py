"""Rows as the vault would make them, and what else there is to do with them, each in a transaction of its own."""

import secrets

from sqlalchemy import Engine

from ev_scan.domain.sealed import SealedDossier
from ev_scan.persistence import dossiers
from ev_scan.persistence.transactions import retrying, writing


def a_row(lookup: bytes = b"", *, epoch: str = "2026-11", revision: int = 1, sealed: bytes = b"") -> SealedDossier:
    return SealedDossier(
        lookup=lookup or secrets.token_bytes(16),
        epoch=epoch,
        revision=revision,
        wrapped_key=secrets.token_bytes(61),
        sealed=sealed or secrets.token_bytes(8221),
    )


def store(engine: Engine, *rows: SealedDossier) -> None:
    with writing(engine) as connection:
        for row in rows:
            dossiers.add(connection, row)


def find(engine: Engine, lookup: bytes) -> SealedDossier | None:
    return retrying(engine, lambda own: dossiers.find(own, lookup), writes=False)


def count(engine: Engine) -> int:
    return retrying(engine, dossiers.count, writes=False)
