"""Settings from the environment, read once; a bad one stops the start and names itself."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from ev_scan.domain.errors import EvScanError
from ev_scan.resources import QUESTIONNAIRES, ROOT

LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


class BadSetting(EvScanError):
    """The environment holds a value that can't be used."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")


@dataclass(frozen=True)
class Settings:
    """Each field says which variable fills it; `docs/configuration.md` is checked against these names."""

    instance_path: Path
    """EV_SCAN_INSTANCE_PATH: where the database and the keys live unless told otherwise."""
    database_url: str
    """EV_SCAN_DATABASE_URL: `sqlite:///…` or `postgresql+psycopg://…`."""
    keys_path: Path
    """EV_SCAN_KEYS_PATH: month and day keys; never on the same backup as the database."""
    questionnaires: Path = QUESTIONNAIRES
    """EV_SCAN_QUESTIONNAIRES: the folder with the editors' YAML."""
    throttle_url: str = "memory://"
    """EV_SCAN_THROTTLE_URL: `memory://`, or `redis://…` when several machines share the counting."""
    hosts: tuple[str, ...] = ()
    """EV_SCAN_HOSTS: host names that may be asked for, separated by commas; empty allows every name."""
    proxies: int = 0
    """EV_SCAN_PROXIES: how many trusted reverse proxies stand in front."""
    retention_months: int = 12
    """EV_SCAN_RETENTION_MONTHS: how long a dossier is kept after its last save, 1 to 36."""
    contact_email: str = ""
    """EV_SCAN_CONTACT_EMAIL: who answers questions about this site."""
    monitor_public: bool = False
    """EV_SCAN_MONITOR_PUBLIC: `yes` opens the figures of the business monitor to everybody, the same ones."""

    oidc_issuer: str = ""
    """EV_SCAN_OIDC_ISSUER: where staff sign in at their own organisation; empty leaves it out."""
    oidc_client_id: str = ""
    """EV_SCAN_OIDC_CLIENT_ID: the name of this site at that organisation."""
    oidc_client_secret: str = field(default="", repr=False)
    """EV_SCAN_OIDC_CLIENT_SECRET, or the file in EV_SCAN_OIDC_CLIENT_SECRET_FILE: the password that goes with it."""
    oidc_roles_claim: str = "roles"
    """EV_SCAN_OIDC_ROLES_CLAIM: the claim that holds adviser, monitor or admin."""

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Raises BadSetting."""
        instance = Path(environ.get("EV_SCAN_INSTANCE_PATH") or ROOT / "instance").absolute()
        settings = cls(
            instance_path=instance,
            database_url=environ.get("EV_SCAN_DATABASE_URL") or f"sqlite:///{instance / 'ev-scan.db'}",
            keys_path=Path(environ.get("EV_SCAN_KEYS_PATH") or instance / "keys").absolute(),
            questionnaires=Path(environ.get("EV_SCAN_QUESTIONNAIRES") or QUESTIONNAIRES).absolute(),
            throttle_url=environ.get("EV_SCAN_THROTTLE_URL") or "memory://",
            hosts=tuple(filter(None, (host.strip() for host in environ.get("EV_SCAN_HOSTS", "").split(",")))),
            proxies=_number(environ, "EV_SCAN_PROXIES", 0, 0, 5),
            retention_months=_number(environ, "EV_SCAN_RETENTION_MONTHS", 12, 1, 36),
            contact_email=environ.get("EV_SCAN_CONTACT_EMAIL", ""),
            monitor_public=_switch(environ, "EV_SCAN_MONITOR_PUBLIC"),
            oidc_issuer=environ.get("EV_SCAN_OIDC_ISSUER", ""),
            oidc_client_id=environ.get("EV_SCAN_OIDC_CLIENT_ID", ""),
            oidc_client_secret=_secret(environ, "EV_SCAN_OIDC_CLIENT_SECRET"),
            oidc_roles_claim=environ.get("EV_SCAN_OIDC_ROLES_CLAIM") or "roles",
        )
        settings.check()
        return settings

    def check(self) -> None:
        if not self.database_url.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise BadSetting("EV_SCAN_DATABASE_URL", "begin with 'sqlite:///' or 'postgresql+psycopg://'")
        if not self.throttle_url.startswith(("memory://", "redis://", "rediss://", "redis+unix://")):
            raise BadSetting("EV_SCAN_THROTTLE_URL", "begin with 'memory://' or 'redis://'")
        if not (self.questionnaires / "catalogue.yaml").is_file():
            raise BadSetting("EV_SCAN_QUESTIONNAIRES", "there is no catalogue.yaml in that folder")
        if self.contact_email and "@" not in self.contact_email:
            raise BadSetting("EV_SCAN_CONTACT_EMAIL", "give an e-mail address")
        self._check_oidc()

    def _check_oidc(self) -> None:
        needed = {
            "EV_SCAN_OIDC_ISSUER": self.oidc_issuer,
            "EV_SCAN_OIDC_CLIENT_ID": self.oidc_client_id,
            "EV_SCAN_OIDC_CLIENT_SECRET": self.oidc_client_secret,
        }
        if not any(needed.values()):
            return
        for name, value in needed.items():
            if not value:
                raise BadSetting(name, "needed together with the other settings of EV_SCAN_OIDC")
        parts = urlsplit(self.oidc_issuer)
        is_local = parts.scheme == "http" and parts.hostname in LOOPBACK
        if not (parts.hostname and (parts.scheme == "https" or is_local)) or parts.query or parts.fragment:
            raise BadSetting("EV_SCAN_OIDC_ISSUER", "give an address that begins with https://")
        if find_spec("authlib") is None or find_spec("requests") is None:
            raise BadSetting("EV_SCAN_OIDC_ISSUER", "install the extra first: pip install 'ev-scan[oidc]'")


def _secret(environ: Mapping[str, str], name: str) -> str:
    """From the variable itself, or from the file that a second one names."""
    file = environ.get(f"{name}_FILE")
    if not file:
        return environ.get(name, "")
    if environ.get(name):
        raise BadSetting(f"{name}_FILE", f"give this or {name}, not both")
    try:
        found = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        raise BadSetting(f"{name}_FILE", "this file can't be read") from None
    if not found:
        raise BadSetting(f"{name}_FILE", "this file is empty")
    return found


def _number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    given = environ.get(name) or str(default)
    if not given.isascii() or not given.isdigit() or len(given) > 4 or not least <= int(given) <= most:
        raise BadSetting(name, f"give a whole number from {least} to {most}")
    return int(given)


def _switch(environ: Mapping[str, str], name: str) -> bool:
    given = environ.get(name) or "no"
    if given not in ("yes", "no"):
        raise BadSetting(name, "give yes or no")
    return given == "yes"
