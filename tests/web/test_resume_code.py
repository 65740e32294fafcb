"""The code: how it may be typed, what a typing error is told, and how often one may try."""

import logging
import os
import shutil
import signal
import socket
import subprocess
import time

import pytest
from pages.scan_trip import ScanTrip

OPENS_NOTHING = "K7PM-2XQD-9RTA-0000-1111-2222-3333"


@pytest.fixture
def code(trip):
    trip.answer("recipe_list", "3")
    return trip.code


@pytest.fixture
def newcomer(visit, catalogue):
    return ScanTrip(visit(), catalogue)


def is_open(trip):
    return trip.visitor.page.path == "/scan"


@pytest.mark.parametrize(
    "type_it",
    [
        str,
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code}\n",
        lambda code: code.replace("-", "–"),
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
        lambda code: " ".join(code.replace("-", "")),
        "\u200b".join,
    ],
)
def test_a_code_may_be_typed_in_many_ways(code, newcomer, type_it):
    assert is_open(newcomer.resume(type_it(code)))
    assert newcomer.to("recipe_list").visitor.page.chosen()


def another(symbol):
    return "7" if symbol != "7" else "8"


def test_a_typing_error_is_placed_in_its_group(code, newcomer):
    for group in range(7):
        wrong = list(code)
        wrong[group * 5 + 2] = another(wrong[group * 5 + 2])
        newcomer.resume("".join(wrong))
        assert newcomer.visitor.page.errors == [f"Er zit een typefout in groep {group + 1}. Kijk die na."]
        assert newcomer.visitor.page.written("Uw code") == "".join(wrong)


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("", "Vul uw code in."),
        ("   ", "Vul uw code in."),
        ("abc", "Er ontbreken 25 tekens. Een code heeft 7 groepen van 4 tekens."),
        ("A" * 27, "Er ontbreekt 1 teken. Een code heeft 7 groepen van 4 tekens."),
        ("A" * 29, "Er staat 1 teken te veel. Een code heeft 7 groepen van 4 tekens."),
        ("?" * 28, "Er zit een typefout in groep 1. Kijk die na."),
        ("0" * 200, "Er staan 172 tekens te veel. Een code heeft 7 groepen van 4 tekens."),
    ],
)
def test_what_is_not_a_code_gets_advice(newcomer, typed, advice):
    newcomer.resume(typed)
    assert newcomer.visitor.status == 422
    assert newcomer.visitor.page.errors == [advice]
    assert newcomer.visitor.page.title.startswith("Fout: ")


def test_an_unknown_code_and_a_wiped_one_get_the_same_answer(code, trip, newcomer, visit, catalogue):
    trip.visitor.open("/wissen").press("Ja, wis alles")
    newcomer.resume(code)
    never_made = ScanTrip(visit(), catalogue).resume("0000-0000-0000-0000-0000-0000-0000")
    assert newcomer.visitor.status == never_made.visitor.status == 422
    assert newcomer.visitor.page.errors == never_made.visitor.page.errors
    assert newcomer.visitor.page.errors == [
        "Met deze code is niets te openen. Kijk hem na. Na de bewaartermijn wissen wij een scan."
    ]


def test_a_code_is_never_in_an_address(code, newcomer):
    newcomer.visitor.open(f"/hervat?code={code}")
    assert newcomer.visitor.page.written("Uw code") == ""


def attempts(newcomer, count):
    statuses = []
    for _ in range(count):
        fields = {"csrf_token": newcomer.visitor.open("/hervat").page.hidden("csrf_token"), "code": "0" * 28}
        response = newcomer.visitor.client.post("/hervat", data=fields)
        statuses.append(response.status_code)
    return statuses


def test_the_eleventh_attempt_within_a_minute_is_refused(newcomer, visit, catalogue):
    assert attempts(newcomer, 12) == [422] * 10 + [429] * 2
    newcomer.resume(OPENS_NOTHING)
    assert newcomer.visitor.status == 429
    assert newcomer.visitor.page.h1 == "U probeert het te vaak achter elkaar"
    assert newcomer.visitor.response.headers["Retry-After"] == "60"
    elsewhere = ScanTrip(visit(), catalogue)
    assert attempts(elsewhere, 1) == [422]


def test_addresses_in_one_ipv6_network_count_as_one(visit, catalogue):
    for number in range(10):
        assert attempts(ScanTrip(visit(address=f"2001:db8:1:2::{number}"), catalogue), 1) == [422]
    assert attempts(ScanTrip(visit(address="2001:db8:1:2:ffff::1"), catalogue), 1) == [429]
    assert attempts(ScanTrip(visit(address="2001:db8:1:3::1"), catalogue), 1) == [422]


def test_the_right_code_counts_as_an_attempt_too(code, visit, catalogue):
    newcomer = ScanTrip(visit(), catalogue)
    for _ in range(10):
        newcomer.resume(code)
        assert is_open(newcomer)
    assert newcomer.resume(code).visitor.status == 429


@pytest.fixture
def redis(tmp_path):
    """A Redis of this test alone."""
    program = shutil.which("redis-server")
    if not program:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("install redis-server to test a shared throttle")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "redis.log").open("wb")
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait_for(port)
        yield f"redis://127.0.0.1:{port}", process
    finally:
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.wait()
        log.close()


def _wait_for(port):
    for _ in range(100):
        with socket.socket() as knock:
            if not knock.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.05)
    raise AssertionError("Redis did not start")


def test_machines_that_share_redis_count_together(make_site, visit, catalogue, redis):
    url, _ = redis
    sites = [make_site(catalogue, throttle_url=url) for _ in range(2)]
    visitors = [ScanTrip(visit(site=site, address="192.0.2.7"), catalogue) for site in sites]
    assert attempts(visitors[0], 6) == [422] * 6
    assert attempts(visitors[1], 6) == [422] * 4 + [429] * 2


@pytest.mark.parametrize("fault", [signal.SIGKILL, signal.SIGSTOP], ids=["gone", "hanging"])
def test_without_redis_each_process_counts_for_itself(make_site, visit, catalogue, redis, caplog, fault):
    url, process = redis
    newcomer = ScanTrip(visit(site=make_site(catalogue, throttle_url=url), address="192.0.2.8"), catalogue)
    assert attempts(newcomer, 2) == [422] * 2
    process.send_signal(fault)
    with caplog.at_level(logging.WARNING):
        assert attempts(newcomer, 11) == [422] * 10 + [429]
    assert "the shared throttle does not answer" in caplog.text
    assert "192.0.2.8" not in caplog.text
