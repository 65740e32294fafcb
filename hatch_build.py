"""Puts templates, static files, questionnaires and translations inside the wheel."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("templates", "static", "questionnaires", "translations")


class BundleHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # an editable install reads the checkout itself
            return
        for folder in FOLDERS:
            build_data["force_include"][str(Path(self.root) / folder)] = f"ev_scan/_bundled/{folder}"
