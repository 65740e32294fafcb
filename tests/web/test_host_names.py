"""A site that knows its own names answers to no other; whoever scans the internet asks for all of them."""

import pytest
from flask.testing import FlaskClient

from ev_scan.config import Settings
from ev_scan.factory import create_app


@pytest.fixture
def client(tmp_path, published) -> FlaskClient:
    environ = {"EV_SCAN_INSTANCE_PATH": str(tmp_path), "EV_SCAN_HOSTS": "scan.example.nl", "EV_SCAN_PROXIES": "1"}
    return create_app(Settings.from_environ(environ), published).test_client()


def test_the_own_name_is_served(client):
    headers = {"Host": "scan.example.nl", "X-Forwarded-Proto": "https"}
    assert client.get("/healthz", headers=headers).status_code == 200


def test_another_name_is_refused_without_an_error(client):
    answer = client.get("/", headers={"Host": "elsewhere.example", "X-Forwarded-Proto": "https"})
    assert answer.status_code == 400
    assert "elsewhere" not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
