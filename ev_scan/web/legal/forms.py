"""The deciding questions of one legal check, together in one form."""

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.regimes import Regime
from ev_scan.web.question_sets import AnsweredElsewhere, QuestionSetForm, seen_values


def answered(regime: Regime, form: QuestionSetForm, stored: Dossier) -> Dossier:
    """What is stored with these answers. Raises AnsweredElsewhere."""
    changed = stored
    for question in regime.questions:
        changed = changed.answered(question.id, form.chosen(question))
    if form.seen.data != seen_values(regime.questions, stored.answers) and changed != stored:
        raise AnsweredElsewhere
    return changed
