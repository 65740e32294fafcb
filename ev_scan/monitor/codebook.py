"""What a contribution holds: each field, its values and its place in the sealed record."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ev_scan.monitor.errors import MonitorError

RECORD_BYTES: Final = 128
SCHEMA: Final = 1
SBI: Final = 2025

CORE_DOMAINS: Final = ("investments", "digital", "supply_chain", "personnel")
DOMAINS: Final = (*CORE_DOMAINS, "knowledge", "cooperation", "physical", "export")
SCORES: Final = ("products", "environment", "partnerships", "growth", "overall")
EXPOSURES: Final = ("basic", "elevated", "high")
BARRIERS: Final = (
    "cost",
    "knowledge",
    "time",
    "no_priority",
    "not_a_target",
    "which_measure",
    "unclear_rules",
    "no_help_found",
    "not_asked_for",
    "other",
    "none",
)
SUPPORT: Final = (
    "scan",
    "personal_advice",
    "model_contracts",
    "screening_help",
    "threat_information",
    "subsidy",
    "training",
    "peer_network",
    "checklist_per_law",
    "agency_contact",
)
CHANNELS: Final = ("olev", "campaign", "ev_scan", "ncsc", "bti", "cdiu")
CBS_ITEMS: Final = ("two_factor", "risk_analysis", "encryption")
SPENDING: Final = ("none", "under_1k", "1k_10k", "10k_50k", "over_50k", "unknown")

UNKNOWN: Final = "unknown"
NOT_APPLICABLE: Final = "not_applicable"
NO_OPINION: Final = "no_opinion"

LEVELS: Final = (0, 1, 2, 3, UNKNOWN, NOT_APPLICABLE)
SLOTS_PER_CLUSTER: Final = 30


@dataclass(frozen=True, slots=True)
class Field:
    """One value, or one value per key; the code of a value is its place plus one, and 0 is not answered."""

    name: str
    offset: int
    values: tuple[int | str, ...]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flags:
    """A choice of several: a bit each, and the highest bit when the question was answered."""

    name: str
    offset: int
    keys: tuple[str, ...]


ANSWERED_BIT: Final = 15
PERIOD_AT, FLAGS_AT, SECTOR_AT, SIZE_AT, REGION_AT = 1, 3, 4, 5, 6
LEVELS_AT: Final = 68
"""Two topics a byte."""

FIELDS: Final = (
    Field("exposure", 7, EXPOSURES),
    Field("awareness", 12, (1, 2, 3)),
    Field("perceived", 13, (1, 2, 3, 4, 5, NO_OPINION), DOMAINS),
    Field("measures", 21, (0, 1, 2, 3, UNKNOWN), DOMAINS),
    Field("knows", 29, (1, 2, 3, 4, 5), DOMAINS),
    Field("scores", 37, (1, 2, 3, 4, 5), SCORES),
    Field("spending", 42, SPENDING),
    Field("channels", 47, ("no", "heard", "used"), CHANNELS),
    Field("cbs", 53, ("yes", "no", UNKNOWN), CBS_ITEMS),
)
FLAG_FIELDS: Final = (Flags("barriers", 43, BARRIERS), Flags("support", 45, SUPPORT))


@dataclass(frozen=True, slots=True)
class TopicCode:
    """A topic of the catalogue and its slot; published codes stay for ever, so slots do."""

    id: str
    slot: int
    quick: bool


@dataclass(frozen=True)
class Codebook:
    topics: tuple[TopicCode, ...]
    catalogue: str = ""
    """Version of the catalogue."""
    block: str = ""
    """Version of the wording of the monitor block."""

    @cached_property
    def slots(self) -> dict[str, int]:
        return {topic.id: topic.slot for topic in self.topics}


def codebook(topics: Iterable[tuple[str, str, int, bool]], catalogue: str, block: str = "") -> Codebook:
    """From (id, code, place of the cluster, quick) of each topic: P07 in the first cluster gets slot 6."""
    made = tuple(
        TopicCode(id, cluster * SLOTS_PER_CLUSTER + _number(code) - 1, quick) for id, code, cluster, quick in topics
    )
    if len({topic.slot for topic in made}) < len(made):
        raise MonitorError("two topics of one cluster have the same number in their code")
    if any(topic.slot >= (RECORD_BYTES - LEVELS_AT) * 2 for topic in made):
        raise MonitorError("the catalogue has more clusters than a contribution has room for")
    return Codebook(made, catalogue, block)


def _number(code: str) -> int:
    digits = "".join(filter(str.isdigit, code))
    if not digits or not 1 <= int(digits) <= SLOTS_PER_CLUSTER:
        raise MonitorError(f"topic code {code!r} does not end in a number from 1 to {SLOTS_PER_CLUSTER}")
    return int(digits)
