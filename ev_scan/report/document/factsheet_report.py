"""The factsheet in the making: the document, its figures and the words for them."""

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.factsheet import Factsheet, Shown
from ev_scan.domain.text import Text as Content
from ev_scan.i18n import Localizer
from ev_scan.report.document.factsheet_figures import ShareBar, share_bars
from ev_scan.report.document.layout import Document
from ev_scan.report.document.styles import PAGE
from ev_scan.report.document.text import Run, Text, as_plain
from ev_scan.report.monitor_words import MonitorWords


class Sheet:
    def __init__(self, factsheet: Factsheet, catalogue: Catalogue, localize: Localizer, document: Document) -> None:
        self.figures, self.localize, self.document = factsheet, localize, document
        self.words = MonitorWords(catalogue, localize)
        self.gettext = localize.gettext

    def content(self, text: Content) -> Run:
        """Words of the questionnaires, marked where they are still in Dutch."""
        language = self.localize.language_of(text)
        return Run(self.localize(text), lang=language if language != self.localize.locale else None)

    def with_range(self, shown: Shown) -> str:
        """'46% (41–52%)'."""
        within = self.words.range(shown)
        return f"{self.words.short(shown)} ({within})" if within else self.words.shown(shown)

    def share_bars(self, rows: list[tuple[Text, Shown]], about: str) -> None:
        """A chart whose alternative text says what it shows; rows that are not told say so too."""
        bars = [
            ShareBar(
                label,
                shown.length if shown.known else None,
                shown.low or 0,
                shown.high or 0,
                self.words.short(shown),
                self.words.range(shown),
            )
            for label, shown in rows
        ]
        height, paint = share_bars(bars, PAGE.body_width)
        told = "; ".join(f"{as_plain(label)}: {self.with_range(shown)}" for label, shown in rows)
        self.document.figure(f"{about} {told}.", height, paint)
