"""What to do on the pages of the monitor before looking at them."""

from pages.browser import Watch


def contradiction(watch: Watch) -> None:
    watch.page.locator("input[name=barriers][value=none]").check()
    watch.page.locator("input[name=barriers][value=cost]").check()
    _press(watch, "Opslaan en verder")


def risks_conflict(watch: Watch) -> None:
    watch.page.locator("input[name=seen]").evaluate("field => field.value = 'old'")
    watch.page.locator("input[name=perceived-digital]").nth(3).check()
    _press(watch, "Opslaan en verder")


def no_choice(watch: Watch) -> None:
    _press(watch, "Bevestig mijn keuze")


def other_answers(watch: Watch) -> None:
    watch.page.locator("input[name=seen]").evaluate("field => field.value = 'old'")
    for name in ("consent", "first"):
        watch.page.locator(f"input[name={name}]").first.check()
    _press(watch, "Bevestig mijn keuze")


def _press(watch: Watch, name: str) -> None:
    watch.page.get_by_role("button", name=name, exact=True).click()
