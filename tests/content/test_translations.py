"""Words in another language, and Dutch where there are none."""

from datetime import date
from pathlib import Path

import pytest

from ev_scan.domain.text import Text
from ev_scan.i18n import Localizer, localizer

CONTENT = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgctxt "topic.lock"
msgid "Slot"
msgstr "Lock"

msgctxt "topic.key"
msgid "Slot"
msgstr ""

#, fuzzy
msgctxt "topic.door"
msgid "Slot"
msgstr "Castle"

#~ msgctxt "topic.gone"
#~ msgid "Slot"
#~ msgstr "Lock of old"
"""

FRAME = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#, python-format
msgid "doel %(target)s"
msgstr "target %(target)s"

msgid "%(num)s vraag"
msgid_plural "%(num)s vragen"
msgstr[0] "%(num)s question"
msgstr[1] "%(num)s questions"

#, fuzzy
msgid "Later"
msgstr "Never"

msgid "100%"
msgstr "100%"
"""


@pytest.fixture
def english(tmp_path: Path) -> Localizer:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "questionnaires.po").write_text(CONTENT, encoding="utf-8")
    (folder / "messages.po").write_text(FRAME, encoding="utf-8")
    return localizer("en", tmp_path)


@pytest.mark.parametrize(
    ("text", "words", "language"),
    [
        (Text("Slot", "topic.lock"), "Lock", "en"),
        (Text("Slot", "topic.key"), "Slot", "nl"),
        (Text("Slot", "topic.door"), "Slot", "nl"),
        (Text("Slot", "topic.gone"), "Slot", "nl"),
        (Text("Slot", "topic.unheard"), "Slot", "nl"),
        (Text("Sloten", "topic.lock"), "Sloten", "nl"),
    ],
    ids=["translated", "empty", "fuzzy", "obsolete", "missing", "changed"],
)
def test_a_phrase_is_translated_or_honestly_dutch(english: Localizer, text: Text, words: str, language: str):
    assert english(text) == words
    assert english.language_of(text) == language


def test_the_frame_is_translated_or_dutch(english: Localizer):
    assert english.gettext("doel %(target)s", target=40) == "target 40"
    assert english.gettext("100%") == "100%"
    assert english.gettext("Later") == "Later"
    assert english.gettext("Nergens") == "Nergens"
    assert english.ngettext("%(num)s vraag", "%(num)s vragen", 1) == "1 question"
    assert english.ngettext("%(num)s vraag", "%(num)s vragen", 2) == "2 questions"


def test_dutch_needs_no_catalogue(tmp_path: Path):
    dutch = localizer("nl", tmp_path)
    assert dutch(Text("Slot", "topic.lock")) == "Slot"
    assert dutch.language_of(Text("Slot", "topic.lock")) == "nl"
    assert dutch.gettext("doel %(target)s", target=40) == "doel 40"
    assert dutch.ngettext("%(num)s vraag", "%(num)s vragen", 2) == "2 vragen"


def test_dates_are_written_out(english: Localizer):
    day = date(2026, 3, 1)
    assert (english.day(day), english.month(day)) == ("1 March 2026", "March 2026")
    assert (localizer("nl").day(day), localizer("nl").month(day)) == ("1 maart 2026", "maart 2026")


def test_a_language_that_is_not_offered():
    with pytest.raises(KeyError):
        localizer("fr")
