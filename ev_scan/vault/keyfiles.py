"""Files of 32 random bytes that several processes may make at once, and that are really gone when destroyed."""

import os
import secrets
from pathlib import Path
from typing import Final

from ev_scan.vault.errors import KeysUnavailable

KEY_BYTES: Final = 32


def create(path: Path) -> bool:
    """Makes the key unless it exists; False when another process was first. Nobody ever sees half a key."""
    if path.exists():
        return False
    _secure(path.parent)
    draft = path.with_name(f".{secrets.token_hex(8)}.draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(descriptor)
        os.link(draft, path)  # unlike a rename it never replaces the key that somebody else just made
    except FileExistsError:
        return False
    finally:
        draft.unlink()
        _sync(path.parent)
    return True


def read(path: Path) -> bytes | None:
    """None when there is no such key; an error when it cannot be known."""
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        if not path.parent.is_dir():  # a volume that was not mounted must not look like destroyed keys
            raise KeysUnavailable(f"the directory of keys is missing: {path.parent}") from None
        return None
    except OSError as error:  # another owner, a directory in its place, a disk that fails
        raise KeysUnavailable(f"a key cannot be read ({error.strerror}): {path}") from None
    if len(key) != KEY_BYTES:
        raise KeysUnavailable(f"not a key of {KEY_BYTES} bytes: {path}")
    return key


def destroy(path: Path) -> bool:
    """Removes the name, then overwrites the bytes, so that a second name for them (a crash while making the key,
    a copy by hard link) keeps nothing. The order matters: an interruption must not leave a known key in place.
    """
    try:
        path.chmod(0o600)
        descriptor = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return False
    with os.fdopen(descriptor, "wb") as file:
        path.unlink(missing_ok=True)
        _sync(path.parent)
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(descriptor)
    return True


def _secure(directory: Path) -> None:
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if directory.stat().st_mode & 0o077:
        raise KeysUnavailable(f"the directory of keys is open to others, chmod it to 700: {directory}")


def _sync(directory: Path) -> None:
    """Makes names last through a power failure: a dossier sealed under a key that vanished would be lost."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
