"""The real server, started as an operator would: what it prints holds no address and nothing that was sent."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest
from traces import files_in, traces

NOTE = "Recept-van-Oma-Riet-1953"
SENT = "K7PM-2XQD-9RTA-ZZZZ"


@pytest.fixture
def server(tmp_path):
    """Its port, and a function that stops it and gives all that it printed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {**os.environ, "EV_SCAN_INSTANCE_PATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    run = [sys.executable, "-c", "from ev_scan.cli import main; main()"]
    subprocess.run([*run, "prepare"], env=environ, check=True, capture_output=True)
    process = subprocess.Popen(
        [*run, "serve", "--port", str(port), "--workers", "1"],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )

    def stop():
        process.terminate()
        return process.communicate(timeout=30)[0]

    try:
        _wait_for(port)
        yield port, stop
    finally:
        process.kill()
        process.communicate()


def _wait_for(port):
    for _ in range(300):
        with socket.socket() as knock:
            if not knock.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def raw(port, request):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        return connection.recv(4096)


def browse(port):
    """Begin a scan and answer a question; gives the code."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    base = f"http://localhost:{port}"

    def send(path, **fields):
        html = browser.open(base + path).read().decode()
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', html)[1]
        data = urllib.parse.urlencode({"csrf_token": token, **fields}).encode()
        return browser.open(base + path, data).read().decode()

    code = re.search(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}", send("/start"))[0]
    send("/scan/products/crown_jewels_list", answer="2", seen="", note=NOTE)
    assert NOTE in browser.open(base + "/scan/products/crown_jewels_list").read().decode()
    with pytest.raises(urllib.error.HTTPError):
        browser.open(f"{base}/nothing/{SENT}")
    return code


def test_what_the_server_prints_tells_nothing(server, tmp_path):
    port, stop = server
    code = browse(port)
    assert b" 400 " in raw(port, f"GET /{SENT} HTTP/1.1\r\nHost: x\r\n{SENT} {SENT}\r\n\r\n".encode())
    assert b" 4" in raw(port, f"GET /{SENT * 400} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert b" 400 " in raw(port, f"{SENT} / HTTP/9.9\r\n\r\n".encode())
    printed = stop()
    assert b"refused a malformed request" in printed
    assert printed.count(b"127.0.0.1") == 1, "only where the server listens"
    found = {"printed": printed} | files_in(tmp_path, without=tmp_path / "keys")
    assert {"ev-scan.db"} <= found.keys()
    assert traces({NOTE, SENT, code, "crown_jewels_list"}, found) == set()
