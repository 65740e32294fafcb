"""Looks for words in whatever a program left behind, however they were written down."""

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

SHORTEST = 8
"""Fewer bytes are found by chance."""


def _base64(data: bytes) -> Iterator[bytes]:
    """As it looks inside a longer text, whose beginning may shift it by one or two bytes."""
    for encode in (b64encode, urlsafe_b64encode):
        for shift in range(3):
            encoded = encode(bytes(shift) + data + bytes(-(len(data) + shift) % 3))
            yield encoded[4 if shift else 0 : -4]


def _bytes_of(text: str) -> Iterator[bytes]:
    plain = {text, text.replace("-", ""), text.replace(" ", ""), text.replace("-", " "), text[::-1]}
    for each in plain:
        yield each.encode()
        yield each.encode("utf-16-le")
        yield each.encode("utf-16-be")
        yield each.encode("latin-1", "replace")
        yield quote(each).encode()
        yield quote_plus(each).encode()
        yield json.dumps(each)[1:-1].encode()
        yield repr(each.encode())[2:-1].encode()


def spellings(secret: str | bytes) -> set[bytes]:
    """In lower case, like what is searched."""
    written = {secret} if isinstance(secret, bytes) else set(_bytes_of(secret)) | set(_bytes_of(secret.upper()))
    found = set(written)
    for each in written:
        found |= {each.hex().encode(), *_base64(each)}
        if isinstance(secret, bytes):
            found.add(repr(each)[2:-1].encode())
    return {each.lower() for each in found if len(each) >= SHORTEST}


def traces(secrets: Iterable[str | bytes], left_behind: dict[str, bytes]) -> set[tuple[str | bytes, str]]:
    """Which secret stands where."""
    lowered = {place: data.lower() for place, data in left_behind.items()}
    return {
        (secret, place)
        for secret in secrets
        for spelling in spellings(secret)
        for place, data in lowered.items()
        if spelling in data
    }


def files_in(folder: Path, without: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and without not in path.parents)
    return {path.name: path.read_bytes() for path in paths}
