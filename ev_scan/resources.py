"""Where the four resource folders are, in a checkout and in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_bundled"  # only in a wheel, see hatch_build.py
ROOT = _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent

TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
QUESTIONNAIRES = ROOT / "questionnaires"
TRANSLATIONS = ROOT / "translations"
