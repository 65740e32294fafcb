"""What other pages say about the monitor: an offer, made only where the monitor team's public key is."""

from dataclasses import dataclass

from flask import url_for

from ev_scan.services.contributing import Folder
from ev_scan.services.participation import Standing, may_ask_block, standing
from ev_scan.web import context


@dataclass(frozen=True, slots=True)
class BlockOffer:
    href: str
    answered: int
    total: int


def folder() -> Folder:
    return Folder(context.runtime().settings.instance_path)


def block_offer() -> BlockOffer | None:
    """The questions that come before the scan; None once the scan has begun, or when the company wants none."""
    dossier, block = context.dossier(), context.catalogue().monitor
    if not block.pages or not may_ask_block(folder(), dossier):
        return None
    given = dossier.participation.counted_for(block.version, context.today().year)
    questions = list(block.questions)
    href = url_for("contribution.questions", page_id=block.pages[0].id)
    return BlockOffer(href, sum(question.id in given for question in questions), len(questions))


def contribution_offer() -> str | None:
    """Where a company can contribute; None when it cannot, did so this year, or said no this year."""
    year, dossier = context.today().year, context.dossier()
    if dossier.participation.refused == year:
        return None
    is_open = standing(folder(), dossier, year) in (Standing.OPEN, Standing.LACKING)
    return url_for("contribution.consent") if is_open else None
