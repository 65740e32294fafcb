"""Watches what no page shows: a GET that writes, and whoever wants to reach the network."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import has_request_context, request
from sqlalchemy import Engine, event

_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|BEGIN IMMEDIATE)\b", re.IGNORECASE)
_READS = ("GET", "HEAD", "OPTIONS")


class WriteGuard:
    """Notes statements that write during a request which only asks; such a request may be repeated by anyone."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def saw(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if has_request_context() and request.method in _READS and _WRITES.match(statement):
            self.found.append(f"{request.method} {request.path}: {statement[:80]}")

    def check(self) -> None:
        found, self.found = self.found, []
        assert not found, f"wrote to the database: {found}"


@contextmanager
def no_writes_on_reading() -> Iterator[WriteGuard]:
    guard = WriteGuard()
    event.listen(Engine, "before_cursor_execute", guard.saw)
    try:
        yield guard
        guard.check()
    finally:
        event.remove(Engine, "before_cursor_execute", guard.saw)


@contextmanager
def only_this_machine() -> Iterator[None]:
    """Sockets reach loopback and nothing else."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        local = self.family == socket.AF_UNIX or (address and address[0] in ("127.0.0.1", "::1", "localhost"))
        assert local, f"a test wants to reach {address!r}"
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
