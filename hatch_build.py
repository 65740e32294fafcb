"""Puts templates, static files, questionnaires and compiled translations inside the wheel."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("templates", "static", "questionnaires")


class BundleHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # an editable install reads the checkout itself
            return
        root, include = Path(self.root), build_data["force_include"]
        for folder in FOLDERS:
            include[str(root / folder)] = f"ev_scan/_bundled/{folder}"
        compiled = Path(self.directory) / "compiled-translations"
        for po in sorted((root / "translations").glob("*/LC_MESSAGES/*.po")):
            target = compiled / po.relative_to(root / "translations").with_suffix(".mo")
            target.parent.mkdir(parents=True, exist_ok=True)
            with po.open("rb") as source, target.open("wb") as out:
                write_mo(out, read_po(source))
            include[str(target)] = f"ev_scan/_bundled/translations/{target.relative_to(compiled)}"
