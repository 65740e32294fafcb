"""Rows as the vault would make them, without the vault."""

import secrets

from ev_scan.domain.sealed import SealedDossier


def a_row(lookup: bytes = b"", *, epoch: str = "2026-11", revision: int = 1, sealed: bytes = b"") -> SealedDossier:
    return SealedDossier(
        lookup=lookup or secrets.token_bytes(16),
        epoch=epoch,
        revision=revision,
        wrapped_key=secrets.token_bytes(61),
        sealed=sealed or secrets.token_bytes(8221),
    )
