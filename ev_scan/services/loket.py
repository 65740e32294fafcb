"""The counts of the loket as they may be shown."""

from datetime import date

from sqlalchemy import Engine

from ev_scan.domain import loket
from ev_scan.domain.loket import QuarterFigures
from ev_scan.persistence import cases
from ev_scan.persistence.transactions import retrying


def figures(engine: Engine, today: date) -> tuple[QuarterFigures, ...]:
    """Of the quarters that are over, the newest first."""
    return loket.figures(retrying(engine, cases.counts, writes=False), today)
