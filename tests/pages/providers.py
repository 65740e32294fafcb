"""Providers of OpenID Connect on this machine: a real one in a process of its own, and one that lies on demand."""

import base64
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

COLLEAGUES = (
    {"sub": "a-1", "name": "Anna van Dijk", "roles": ["adviser", "somebody-else"]},
    {"sub": "m-1", "name": "Mo <b>", "roles": "monitor"},
    {"sub": "b-1", "name": "Bea", "roles": ["admin"]},
    {"sub": "two", "name": "Two", "roles": ["adviser", "admin"]},
    {"sub": "none", "name": "None"},
)


@contextmanager
def real_provider() -> Iterator[str]:
    """Its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    claims = [part for each in COLLEAGUES for part in ("--user-claims", json.dumps(each))]
    program = Path(sys.executable).with_name("oidc-provider-mock")
    with subprocess.Popen(
        [program, "--port", str(port), "--require-nonce", "true", *claims],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the provider did not start")


class Liar:
    """Gives whatever token the test wants; `claims` and `header` are changed before each sign-in."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, parameters={"kid": "one"})
        self.signed_with: Any = self.key
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "one"}
        self.claims: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.asked: list[dict[str, list[str]]] = []
        """What was sent to the token endpoint."""
        self.address = ""

    def token(self) -> str:
        if self.header["alg"] == "none":
            parts = (json.dumps(each).encode() for each in (self.header, self.claims))
            return ".".join([*(_encoded(each) for each in parts), ""])
        return jwt.encode(self.header, self.claims, self.signed_with, algorithms=["RS256", "HS256"])

    def answer(self, path: str, sent: dict[str, list[str]]) -> dict[str, Any]:
        if path == "/jwks":
            return {"keys": [self.key.as_dict(private=False)]}
        if path == "/token":
            self.asked.append(sent)
            return {"access_token": "x", "token_type": "Bearer", "id_token": self.token()}
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
        } | self.metadata

    def shared_secret(self, secret: str) -> None:
        self.signed_with, self.header = OctKey.import_key(secret), {"alg": "HS256"}


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@contextmanager
def lying_provider() -> Iterator[Liar]:
    liar = Liar()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(parse_qs(raw))

        def _answer(self, sent: dict[str, list[str]]) -> None:
            body = json.dumps(liar.answer(self.path, sent)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    liar.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield liar
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
