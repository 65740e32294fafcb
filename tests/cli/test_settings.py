"""Settings from the environment: read once, and a bad one names itself."""

from pathlib import Path

import pytest

from ev_scan.config import BadSetting, Settings
from ev_scan.resources import QUESTIONNAIRES, ROOT


def test_without_settings_everything_has_a_sensible_value():
    settings = Settings.from_environ({})
    assert settings.instance_path == ROOT / "instance"
    assert settings.database_url == f"sqlite:///{ROOT}/instance/ev-scan.db"
    assert settings.keys_path == ROOT / "instance" / "keys"
    assert settings.questionnaires == QUESTIONNAIRES
    assert (settings.throttle_url, settings.hosts, settings.proxies) == ("memory://", (), 0)
    assert (settings.retention_months, settings.contact_email) == (12, "")


def test_an_empty_value_counts_as_none():
    names = ["INSTANCE_PATH", "DATABASE_URL", "KEYS_PATH", "QUESTIONNAIRES", "THROTTLE_URL", "HOSTS", "PROXIES"]
    names += ["RETENTION_MONTHS", "CONTACT_EMAIL"]
    assert Settings.from_environ({f"EV_SCAN_{name}": "" for name in names}) == Settings.from_environ({})


def test_every_setting_can_be_set(tmp_path):
    tiny = Path(__file__).parents[1] / "fixtures" / "questionnaires"
    settings = Settings.from_environ(
        {
            "EV_SCAN_INSTANCE_PATH": str(tmp_path),
            "EV_SCAN_DATABASE_URL": "postgresql+psycopg://db/ev",
            "EV_SCAN_KEYS_PATH": str(tmp_path / "safe"),
            "EV_SCAN_QUESTIONNAIRES": str(tiny),
            "EV_SCAN_THROTTLE_URL": "redis://cache",
            "EV_SCAN_HOSTS": " scan.example, www.scan.example ,",
            "EV_SCAN_PROXIES": "2",
            "EV_SCAN_RETENTION_MONTHS": "36",
            "EV_SCAN_CONTACT_EMAIL": "help@scan.example",
        }
    )
    assert settings == Settings(
        instance_path=tmp_path,
        database_url="postgresql+psycopg://db/ev",
        keys_path=tmp_path / "safe",
        questionnaires=tiny,
        throttle_url="redis://cache",
        hosts=("scan.example", "www.scan.example"),
        proxies=2,
        retention_months=36,
        contact_email="help@scan.example",
    )


def test_database_and_keys_live_in_the_instance_unless_told_otherwise(tmp_path):
    settings = Settings.from_environ({"EV_SCAN_INSTANCE_PATH": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/ev-scan.db"
    assert settings.keys_path == tmp_path / "keys"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EV_SCAN_DATABASE_URL", "mysql://db/ev"),
        ("EV_SCAN_DATABASE_URL", "postgresql://db/ev"),
        ("EV_SCAN_THROTTLE_URL", "memcached://cache"),
        ("EV_SCAN_QUESTIONNAIRES", "/nowhere"),
        ("EV_SCAN_PROXIES", "-1"),
        ("EV_SCAN_PROXIES", "6"),
        ("EV_SCAN_PROXIES", "1.5"),
        ("EV_SCAN_PROXIES", "²"),
        ("EV_SCAN_PROXIES", "9" * 5000),
        ("EV_SCAN_RETENTION_MONTHS", "0"),
        ("EV_SCAN_RETENTION_MONTHS", "37"),
        ("EV_SCAN_RETENTION_MONTHS", "a year"),
        ("EV_SCAN_CONTACT_EMAIL", "help"),
    ],
)
def test_a_bad_value_is_refused_by_name(name: str, value: str):
    with pytest.raises(BadSetting, match=f"^{name}: ") as refused:
        Settings.from_environ({name: value})
    assert value not in str(refused.value)
