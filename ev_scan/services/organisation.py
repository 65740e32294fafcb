"""The provider of an organisation, over OpenID Connect: authorization code with PKCE, state and nonce.

Loaded only when the settings name a provider: without it no other host is asked for anything.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from ev_scan.config import LOOPBACK, Settings
from ev_scan.domain.staff import LONGEST_NAME, Role
from ev_scan.services.elsewhere import Begun, NotAccepted, NotReachable, Stranger

_DISCOVERY: Final = "/.well-known/openid-configuration"
_ALGORITHMS: Final = ["RS256", "PS256", "ES256", "EdDSA"]  # never a shared secret, and never none
_SECONDS: Final = 5
_KEPT_SECONDS: Final = 3600
_LEEWAY_SECONDS: Final = 60
_LARGEST: Final = 256 * 1024


class Organisation:
    """The provider in the settings; asked for its addresses and keys when somebody first signs in there."""

    def __init__(self, settings: Settings) -> None:
        self._issuer, self._client = settings.oidc_issuer, settings.oidc_client_id
        self._secret, self._claim = settings.oidc_client_secret, settings.oidc_roles_claim
        self._known: tuple[int, Mapping[str, Any], KeySet] | None = None

    def address(self, begun: Begun, back: str, now: int) -> str:
        """Where to send the browser. Raises NotReachable."""
        metadata, _ = self._asked(now)
        session = self._session(back)
        address, _ = session.create_authorization_url(
            metadata["authorization_endpoint"], state=begun.state, nonce=begun.nonce, code_verifier=begun.verifier
        )
        return str(address)

    def who(self, begun: Begun, back: str, code: str, now: int) -> Stranger:
        """Trade the code for an identity. Raises NotReachable and NotAccepted."""
        metadata, keys = self._asked(now)
        try:
            token = self._session(back).fetch_token(
                metadata["token_endpoint"],
                code=code,
                code_verifier=begun.verifier,
                timeout=_SECONDS,
                allow_redirects=False,
            )
        except OAuthError:
            raise NotAccepted("the code was not accepted") from None
        except (requests.RequestException, ValueError) as error:
            raise NotReachable(type(error).__name__) from None
        claims = self._claims(token, keys, begun, now)
        return Stranger(
            sha256(f"{self._issuer}\n{claims['sub']}".encode()).digest(), _name_in(claims), self._role_in(claims)
        )

    def _session(self, back: str) -> Any:

        return OAuth2Session(
            self._client, self._secret, scope="openid profile", redirect_uri=back, code_challenge_method="S256"
        )

    def _claims(self, token: Mapping[str, Any], keys: KeySet, begun: Begun, now: int) -> Mapping[str, Any]:
        """The verified content of the id token. Raises NotAccepted."""
        expected = {
            "iss": {"essential": True, "value": self._issuer},
            "aud": {"essential": True, "value": self._client},
        }
        told = {"nonce": begun.nonce, "client_id": self._client, "access_token": token.get("access_token")}
        try:
            found = jwt.decode(str(token["id_token"]), keys, algorithms=_ALGORITHMS)
            claims = CodeIDToken(found.claims, found.header, options=expected, params=told)
            claims.validate(now, _LEEWAY_SECONDS)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            self._known = None  # keys may have been replaced: ask again next time
            raise NotAccepted(type(error).__name__) from None
        return dict(claims)

    def _role_in(self, claims: Mapping[str, Any]) -> Role:
        """Roles are strictly apart, so exactly one has to be given. Raises NotAccepted."""
        given = claims.get(self._claim, [])
        listed = [given] if isinstance(given, str) else given if isinstance(given, list) else []
        roles = {Role(each) for each in listed if isinstance(each, str) and each in list(Role)}
        if len(roles) != 1:
            raise NotAccepted("not exactly one role")
        return roles.pop()

    def _asked(self, now: int) -> tuple[Mapping[str, Any], KeySet]:

        if self._known and 0 <= now - self._known[0] < _KEPT_SECONDS:
            return self._known[1:]
        metadata = _fetched(self._issuer.rstrip("/") + _DISCOVERY)
        if metadata.get("issuer") != self._issuer:
            raise NotReachable("another issuer than EV_SCAN_OIDC_ISSUER")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not _is_safe(metadata.get(name)):
                raise NotReachable(f"no https address for {name}")
        try:
            keys = KeySet.import_key_set(_fetched(metadata["jwks_uri"]))  # type: ignore[arg-type]
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise NotReachable(type(error).__name__) from None
        self._known = (now, metadata, keys)
        return metadata, keys


def _fetched(address: str) -> dict[str, Any]:

    try:
        with requests.get(address, timeout=_SECONDS, allow_redirects=False, stream=True) as response:
            response.raise_for_status()
            raw = response.raw.read(_LARGEST + 1, decode_content=True)
            found = json.loads(raw) if len(raw) <= _LARGEST else None
    except (requests.RequestException, ValueError, OSError) as error:
        raise NotReachable(type(error).__name__) from None
    if not isinstance(found, dict):
        raise NotReachable("no object")
    return found


def _is_safe(address: object) -> bool:
    if not isinstance(address, str):
        return False
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _name_in(claims: Mapping[str, Any]) -> str:
    """As far as it can be a name here; which one it becomes is up to who stores it."""
    given = next((claims[key] for key in ("name", "preferred_username", "email") if claims.get(key)), claims["sub"])
    plain = "".join(sign for sign in str(given) if sign.isalnum() or sign in " .-_@")
    return " ".join(plain.split())[: LONGEST_NAME - 5].strip() or "colleague"
