"""The coarse categories in which a company may appear: sector, size and region."""

from typing import Final

SECTIONS: Final = tuple("ABCDEFGHIJKLMNOPQRST")
"""Sections of the SBI 2025 that a company may choose in its profile."""

GROUP_OF: Final = {
    "A": "agriculture",
    "B": "utilities",
    "C": "industry",
    "D": "utilities",
    "E": "utilities",
    "F": "construction",
    "G": "trade_transport",
    "H": "trade_transport",
    "I": "trade_transport",
    "J": "information",
    "K": "information",
    "L": "business",
    "M": "business",
    "N": "business",
    "O": "business",
    "P": "public",
    "Q": "public",
    "R": "public",
    "S": "public",
    "T": "public",
}
GROUPS: Final = tuple(dict.fromkeys(GROUP_OF.values()))
SECTORS: Final = SECTIONS + GROUPS
"""Each value that the sector of a contribution may have; its place is its code."""

SIZES: Final = ("micro", "small", "medium", "large")
"""Up to 10, 50 and 250 people, and more."""

LANDSDEEL_OF: Final = {
    "drenthe": "noord",
    "flevoland": "oost",
    "friesland": "noord",
    "gelderland": "oost",
    "groningen": "noord",
    "limburg": "zuid",
    "noord-brabant": "zuid",
    "noord-holland": "west",
    "overijssel": "oost",
    "utrecht": "west",
    "zeeland": "west",
    "zuid-holland": "west",
}
PROVINCES: Final = tuple(LANDSDEEL_OF)
LANDSDELEN: Final = ("noord", "oost", "west", "zuid")
COUNTRY: Final = "nl"
REGIONS: Final = (*PROVINCES, *LANDSDELEN, COUNTRY)
"""Each value that the region of a contribution may have; its place is its code."""


def group_of(sector: str) -> str:
    return GROUP_OF.get(sector, sector)


def landsdeel_of(region: str) -> str | None:
    """None for the country as a whole, which lies in no single part of itself."""
    return LANDSDEEL_OF.get(region, region if region in LANDSDELEN else None)
