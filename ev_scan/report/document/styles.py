"""Every size, leading and colour of the document."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reportlab.lib.colors import Color, HexColor


class Face(StrEnum):
    REGULAR = "SourceSansPro-Regular"
    SEMIBOLD = "SourceSansPro-Semibold"
    ITALIC = "SourceSansPro-It"


INK: Final = HexColor("#17211d")
BODY_GREY: Final = HexColor("#46534d")
PINE: Final = HexColor("#0b4f4a")
PINE_TINT: Final = HexColor("#e4efec")
PAPER_TINT: Final = HexColor("#f6f3ec")
AMBER: Final = HexColor("#f2b134")  # decoration only: too light for text
RULE: Final = HexColor("#cfd6d2")
LINK: Final = HexColor("#0a5c55")
DANGER: Final = HexColor("#8f2d1f")
WHITE: Final = HexColor("#ffffff")


@dataclass(frozen=True, slots=True)
class TextStyle:
    size: float
    leading: float
    colour: Color = INK
    face: Face = Face.REGULAR
    before: float = 0
    after: float = 0
    measure: float = 1000  # longest line; long lines are hard to read
    link: Color = LINK
    balanced: bool = False  # lines of about the same length


BODY: Final = TextStyle(10.3, 15, after=7, measure=432)
LEAD: Final = TextStyle(12.6, 18.5, BODY_GREY, after=10, measure=432, balanced=True)
SMALL: Final = TextStyle(8.8, 12.4, BODY_GREY, after=5, measure=400)
LABEL: Final = TextStyle(8.8, 12.4, PINE, Face.SEMIBOLD, after=2)
STRONG: Final = TextStyle(10.3, 15, INK, Face.SEMIBOLD, after=3, measure=432)
NUMERAL: Final = TextStyle(26, 30, PINE, Face.SEMIBOLD, after=0)
TITLE: Final = TextStyle(31, 36, INK, Face.SEMIBOLD, after=8)
CAPTION: Final = TextStyle(9.4, 13, PINE, Face.SEMIBOLD, before=8, after=5)
CELL: Final = TextStyle(9.2, 12.8)
CELL_HEAD: Final = TextStyle(8.8, 12, PINE, Face.SEMIBOLD)
TERM: Final = TextStyle(9.4, 15, BODY_GREY)
CHART: Final = TextStyle(9.4, 13)
FURNITURE: Final = TextStyle(8.4, 11, BODY_GREY)  # running header and footer

HEADINGS: Final = {
    1: TextStyle(23, 28, INK, Face.SEMIBOLD, before=30, after=10),
    2: TextStyle(15.2, 20, PINE, Face.SEMIBOLD, before=22, after=6),
    3: TextStyle(11.8, 16, INK, Face.SEMIBOLD, before=14, after=3),
    4: TextStyle(10.3, 15, PINE, Face.SEMIBOLD, before=10, after=2),
}

# What stands on a pine ground.
INVERSE_TITLE: Final = TextStyle(31, 36, WHITE, Face.SEMIBOLD, after=8, link=WHITE)
INVERSE_LEAD: Final = TextStyle(12.6, 18.5, PINE_TINT, after=6, measure=400, link=WHITE, balanced=True)
INVERSE_LABEL: Final = TextStyle(9.4, 13, PINE_TINT, Face.SEMIBOLD, after=4, link=WHITE)


@dataclass(frozen=True, slots=True)
class PageStyle:
    """A4 in points; the body is what lies within the margins."""

    width: float = 595.28
    height: float = 841.89
    left: float = 68
    right: float = 68
    top: float = 82
    bottom: float = 74

    @property
    def body_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def body_height(self) -> float:
        return self.height - self.top - self.bottom


PAGE: Final = PageStyle()
