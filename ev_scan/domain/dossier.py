"""Everything that one company entered, as one document."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ev_scan.domain.answers import Answer, AnswerSet
from ev_scan.domain.consultation import Agreement
from ev_scan.domain.ids import ClusterId, MeasureId, OptionId, QuestionId
from ev_scan.domain.monitor_block import Participation
from ev_scan.domain.own_actions import (
    OwnAction,
    agreed_progress,
    noted,
    own_action_document,
    own_action_from,
    own_action_of,
)
from ev_scan.domain.plan import Progress
from ev_scan.domain.progress_document import progress_document, progress_from
from ev_scan.domain.questionnaire import Mode
from ev_scan.domain.register import Register
from ev_scan.domain.register_document import register_document, register_from
from ev_scan.domain.sharing import Share, shares_document, shares_from

FORMAT = "ev-scan/dossier@1"

LONGEST_NOTE = 1000
LONGEST_OWNER = 80


@dataclass(frozen=True)
class Dossier:
    catalogue_version: str
    """The version of the questionnaire that was answered last."""
    mode: Mode = Mode.QUICK
    answers: AnswerSet = field(default_factory=AnswerSet)
    notes: Mapping[QuestionId, str] = field(default_factory=dict)
    progress: Mapping[MeasureId, Progress] = field(default_factory=dict)
    finished: frozenset[ClusterId] = frozenset()
    """The clusters whose answers the company has checked."""
    register: Register = field(default_factory=Register)
    """What the company mapped in the EV-stappenplan."""
    participation: Participation = field(default_factory=Participation)
    """What it told the monitor block and decided about contributing; no part of the plan."""
    own_actions: tuple[OwnAction, ...] = ()
    """What the company accepted of its agreements with an adviser, in that order."""
    shares: tuple[Share, ...] = ()
    """The codes with which others may come in; each with its secret, which only the owner's code opens."""
    begun_with: str = ""
    """The adviser who began it with the company, and so knows its code; empty once the company took another code."""

    def answered(self, question: QuestionId, chosen: Answer, note: str | None = None) -> "Dossier":
        """A copy with one question answered; `note` None leaves the note as it was."""
        notes = dict(self.notes)
        if note is not None:
            notes.pop(question, None)
            if note:
                notes[question] = note
        return replace(self, answers=self.answers.with_answer(question, chosen), notes=notes)

    def with_progress(self, measure: MeasureId, progress: Progress) -> "Dossier":
        changed = {**self.progress, measure: progress}
        if progress == Progress():
            del changed[measure]
        return replace(self, progress=changed)

    def with_agreement(self, agreement: Agreement) -> "Dossier":
        """A copy in which an accepted agreement is an action; the same agreement once more changes nothing."""
        if self.has_agreement(agreement):
            return self
        taken = replace(self, own_actions=(*self.own_actions, own_action_of(agreement)))
        if agreement.measure is None:
            return taken
        before = self.progress.get(agreement.measure, Progress())
        return taken.with_progress(agreement.measure, agreed_progress(before, agreement))

    def has_agreement(self, agreement: Agreement) -> bool:
        return any(own.id == agreement.id for own in self.own_actions)

    def with_own_progress(self, action_id: str, progress: Progress) -> "Dossier":
        """A copy with what was noted about an agreed action, or about the measure that it comes down to."""
        own = next((each for each in self.own_actions if each.id == action_id), None)
        if own and own.measure:
            return self.with_progress(own.measure, progress)
        return replace(self, own_actions=noted(self.own_actions, action_id, progress))

    def own_progress(self, action_id: str) -> Progress:
        """The opposite; nothing noted when there is no such action."""
        own = next((each for each in self.own_actions if each.id == action_id), None)
        if own is None:
            return Progress()
        return self.progress.get(own.measure, Progress()) if own.measure else own.progress

    def with_mode(self, mode: Mode) -> "Dossier":
        """A copy that asks more or fewer topics; every answer stays."""
        return replace(self, mode=mode)

    def with_register(self, register: Register) -> "Dossier":
        return replace(self, register=register)

    def with_participation(self, participation: Participation) -> "Dossier":
        return replace(self, participation=participation)

    def with_shares(self, shares: tuple[Share, ...]) -> "Dossier":
        return replace(self, shares=shares)

    def with_finished(self, cluster: ClusterId) -> "Dossier":
        return replace(self, finished=self.finished | {cluster})

    def to_document(self) -> dict[str, Any]:
        """Plain values, for JSON; sorted where order has no meaning."""
        participation = self.participation.to_document()
        own = [own_action_document(each) for each in self.own_actions]
        return {
            "format": FORMAT,
            "catalogue": self.catalogue_version,
            "mode": self.mode.value,
            "answers": {question: list(chosen) for question, chosen in sorted(self.answers.by_question.items())},
            "notes": dict(sorted(self.notes.items())),
            "progress": {measure: progress_document(noted) for measure, noted in sorted(self.progress.items())},
            "finished": sorted(self.finished),
            **register_document(self.register),
            **({"monitor_answers": participation} if participation else {}),
            **({"own_actions": own} if own else {}),
            **({"shares": shares_document(self.shares)} if self.shares else {}),
            **({"begun_with": self.begun_with} if self.begun_with else {}),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Dossier":
        """The opposite of `to_document`; ids that the questionnaire no longer knows are kept."""
        return cls(
            catalogue_version=document["catalogue"],
            mode=Mode(document["mode"]),
            answers=AnswerSet(
                {QuestionId(q): tuple(map(OptionId, chosen)) for q, chosen in document["answers"].items()}
            ),
            notes={QuestionId(q): note for q, note in document["notes"].items()},
            progress={MeasureId(m): progress_from(noted) for m, noted in document["progress"].items()},
            finished=frozenset(map(ClusterId, document["finished"])),
            register=register_from(document),
            participation=Participation.from_document(document.get("monitor_answers", {})),
            own_actions=tuple(map(own_action_from, document.get("own_actions", ()))),
            shares=shares_from(document.get("shares", ())),
            begun_with=document.get("begun_with", ""),
        )
