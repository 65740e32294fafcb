"""A question page and a saving POST against a bare Flask page, on the same server with the same settings.

CPU of the whole server, read from the kernel, per request: sturdier than requests a second on a shared machine.
"""

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from benchmarks.timing import verdict

REQUESTS = 150
ROUNDS = 15
BARE = """
import gc
from flask import Flask
app = Flask("bare")
@app.get("/")
def hello():
    return "hello"
gc.collect()
gc.freeze()  # as ours does: only what the pages do may differ
"""
QUESTION = "/scan/environment/mfa"
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bare.py").write_text(BARE)
        env = os.environ | {"EV_SCAN_INSTANCE_PATH": str(folder / "instance"), "PYTHONPATH": f"{folder}:{Path.cwd()}"}
        subprocess.run([_script("ev-scan"), "prepare"], env=env, check=True, capture_output=True)
        with _server("bare:app", env) as bare, _server("ev_scan.cli.operations:production_app()", env) as ours:
            yield from _compare(bare, ours)


def _compare(bare: "Server", ours: "Server") -> Iterator[str]:
    visitor = Visitor(ours.port)
    hello, page, save = [], [], []
    plain = Visitor(bare.port)
    for _ in range(ROUNDS):  # in turn, so that what else the machine does weighs on all three alike
        hello.append(bare.cpu_ms(lambda: plain.get("/")))
        page.append(ours.cpu_ms(lambda: visitor.get(QUESTION)))
        save.append(ours.cpu_ms(visitor.save))
    for name, took in (("bare Flask page", hello), ("question page", page), ("saving POST", save)):
        yield f"{name}: {median(took):.3f} ms of CPU a request, {1000 / median(took):.0f} a second a core"
    yield f"question page / bare: {verdict(_ratio(page, hello), 3, 'x')}"
    yield f"saving POST / bare: {verdict(_ratio(save, hello), 5, 'x')}"


def _ratio(took: list[float], base: list[float]) -> float:
    """The median of the ratios of each round."""
    return median(ours / bare for ours, bare in zip(took, base, strict=True))


class Visitor:
    """Somebody with a scan open, over one kept-alive connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.cookies: dict[str, str] = {}
        self.turn = 0
        self.token = ""

    def request(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, urlencode(form) if form is not None else None, headers)
        response = self.connection.getresponse()
        body = response.read().decode()
        for header, value in response.getheaders():
            if header == "Set-Cookie":
                name, _, rest = value.partition("=")
                self.cookies[name] = rest.partition(";")[0]
        return response.status, body

    def get(self, path: str) -> str:
        status, body = self.request("GET", path)
        if status == http.client.SEE_OTHER:
            self.begin()
            status, body = self.request("GET", path)
        assert status == http.client.OK, (path, status)
        return body

    def begin(self) -> None:
        token = _TOKEN.search(self.request("GET", "/start")[1])
        assert token
        self.request("POST", "/start", {"csrf_token": token[1]})

    def save(self) -> None:
        """Change the answer each time, so that every request writes."""
        if not self.token:
            page = self.get(QUESTION)
            found = _TOKEN.search(page)
            assert found
            self.token = found[1]
            self.request("POST", QUESTION, {"csrf_token": self.token, "seen": "", "answer": "0", "note": ""})
        before, after = str(self.turn % 2), str((self.turn + 1) % 2)
        self.turn += 1
        status, _ = self.request(
            "POST", QUESTION, {"csrf_token": self.token, "seen": before, "answer": after, "note": ""}
        )
        assert status == http.client.SEE_OTHER, status


class Server:
    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port

    def cpu_ms(self, request: Callable[[], object]) -> float:
        for _ in range(20):
            request()
        before = self._nanoseconds()
        for _ in range(REQUESTS):
            request()
        return (self._nanoseconds() - before) / REQUESTS / 1e6

    def _nanoseconds(self) -> int:
        """CPU time of the server's process and its children."""
        children = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False
        ).stdout.split()
        return sum(_nanoseconds_of(pid) for pid in (str(self.process.pid), *children))


def _nanoseconds_of(pid: str) -> int:
    return sum(int(task.read_text().split()[0]) for task in Path(f"/proc/{pid}/task").glob("*/schedstat"))


@contextmanager
def _server(app: str, env: dict[str, str]) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [_script("gunicorn"), "--bind", f"127.0.0.1:{port}", "--workers", "1", "--worker-class", "gthread"]
    process = subprocess.Popen([*command, "--threads", "2", "--keep-alive", "30", "--log-level", "error", app], env=env)
    try:
        _wait_for(port)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _script(name: str) -> str:
    return str(Path(sys.executable).with_name(name))
