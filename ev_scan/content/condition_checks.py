"""Conditions must have one clear form, look at existing answers, and only look back."""

import difflib
from collections.abc import Iterator

from ev_scan.content import schema
from ev_scan.content.errors import Finding, Place
from ev_scan.content.reading import Folder, Sheet
from ev_scan.domain.answers import LEVELS
from ev_scan.domain.ids import NOT_APPLICABLE, UNKNOWN

Path = tuple[str | int, ...]


class ConditionChecks:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        scales = {scale.id: scale for scale in folder.scales.model.scales}
        asked = [
            *folder.profile.model.questions,
            *(q for sheet in folder.scans for topic in sheet.model.topics for q in topic.questions),
            *(q for regime in folder.regimes.model.regimes for q in regime.questions),
            *folder.stappenplan.model.facts,
        ]
        self.order = {question.id: number for number, question in enumerate(asked)}
        self.in_profile = {question.id for question in folder.profile.model.questions}
        self.options = {question.id: _option_ids(question, scales) for question in asked}

    def findings(self) -> Iterator[Finding]:
        profile = self.folder.profile
        for i, question in enumerate(profile.model.questions):
            yield from self.asked_when(profile, ("questions", i), question)
        for sheet in self.folder.scans:
            for i, topic in enumerate(sheet.model.topics):
                path: Path = ("topics", i)
                yield from self.profile_only(sheet, (*path, "relevant_when"), topic.relevant_when)
                for j, rule in enumerate(topic.weights):
                    yield from self.profile_only(sheet, (*path, "weights", j, "when"), rule.when)
                for j, question in enumerate(topic.questions):
                    yield from self.asked_when(sheet, (*path, "questions", j), question)

        for measures in self.folder.measures:
            for i, measure in enumerate(measures.model.measures):
                for j, variant in enumerate(measure.variants):
                    yield from self.profile_only(measures, ("measures", i, "variants", j, "when"), variant.when)
        yield from self.exposures()
        yield from self.cards()

    def exposures(self) -> Iterator[Finding]:
        """What makes a company open to a method, what it often has and what help is near hangs on the profile."""
        for i, method in enumerate(self.folder.methods.model.methods):
            for j, flag in enumerate(method.exposed_when):
                yield from self.profile_only(self.folder.methods, ("methods", i, "exposed_when", j), flag)
        for i, contact in enumerate(self.folder.contacts.model.contacts):
            yield from self.profile_only(self.folder.contacts, ("contacts", i, "near"), contact.near)
        for i, group in enumerate(self.folder.assets.model.groups):
            for j, suggestion in enumerate(group.suggestions):
                yield from self.profile_only(
                    self.folder.assets, ("groups", i, "suggestions", j, "when"), suggestion.when
                )

    def cards(self) -> Iterator[Finding]:
        """Legal checks and urgent cards carry no score: they may look at every answer."""
        for i, card in enumerate(self.folder.escalations.model.escalations):
            yield from self.anything(self.folder.escalations, ("escalations", i, "relevant_when"), card.relevant_when)
        sheet = self.folder.regimes
        for i, regime in enumerate(sheet.model.regimes):
            yield from self.anything(sheet, ("regimes", i, "likely_when"), regime.likely_when)
            yield from self.anything(sheet, ("regimes", i, "possible_when"), regime.possible_when)
            for j, question in enumerate(regime.questions):
                yield from self.asked_when(sheet, ("regimes", i, "questions", j), question)

    def anything(
        self, sheet: Sheet[schema.Node], path: Path, condition: schema.ConditionFile | None
    ) -> Iterator[Finding]:
        for leaf_path, leaf in self.walk(sheet, path, condition):
            if isinstance(leaf, Finding):
                yield leaf
            else:
                yield from self.leaf(sheet, leaf_path, leaf)

    def asked_when(self, sheet: Sheet[schema.Node], path: Path, question: schema.QuestionFile) -> Iterator[Finding]:
        here, number = (*path, "asked_when"), self.order[question.id]
        for leaf_path, leaf in self.walk(sheet, here, question.asked_when):
            if isinstance(leaf, Finding):
                yield leaf
                continue
            yield from self.leaf(sheet, leaf_path, leaf)
            if self.order.get(leaf.answer or "", -1) >= number:
                message = f"De vraag '{question.id}' hangt af van '{leaf.answer}', die pas later komt."
                place = sheet.place(*leaf_path)
                yield Finding(place, "later-question", message, "Zet de vraag waar u naar kijkt eerder.")
            elif question.levels:
                yield from self.outside_profile(sheet, leaf_path, leaf)

    def profile_only(
        self, sheet: Sheet[schema.Node], path: Path, condition: schema.ConditionFile | None
    ) -> Iterator[Finding]:
        """Weights, relevance and which levels are asked: a better answer must never lower a score."""
        for leaf_path, leaf in self.walk(sheet, path, condition):
            if isinstance(leaf, Finding):
                yield leaf
                continue
            yield from self.leaf(sheet, leaf_path, leaf)
            yield from self.outside_profile(sheet, leaf_path, leaf)

    def outside_profile(self, sheet: Sheet[schema.Node], path: Path, leaf: schema.ConditionFile) -> Iterator[Finding]:
        if leaf.answer in self.order and leaf.answer not in self.in_profile:
            message = f"Hier mag alleen een vraag uit profile.yaml staan, niet '{leaf.answer}'."
            hint = "Anders zou een beter antwoord de score kunnen verlagen."
            yield Finding(sheet.place(*path), "profile-only", message, hint)

    def walk(
        self, sheet: Sheet[schema.Node], path: Path, node: schema.ConditionFile | None
    ) -> Iterator[tuple[Path, schema.ConditionFile | Finding]]:
        if node is None:
            return
        forms = _forms(node)
        if len(forms) != 1:
            yield path, _malformed(sheet.place(*path), forms)
            return
        form = forms[0]
        if form == "answer":
            yield path, node
        elif node.not_ is not None:
            yield from self.walk(sheet, (*path, "not"), node.not_)
        else:
            for i, part in enumerate(node.all or node.any or node.of or ()):
                yield from self.walk(sheet, (*path, form, i), part)

    def leaf(self, sheet: Sheet[schema.Node], path: Path, leaf: schema.ConditionFile) -> Iterator[Finding]:
        place = sheet.place(*path)
        if leaf.answer not in self.order:
            near = difflib.get_close_matches(leaf.answer or "", self.order, n=1)
            hint = f"Bedoelt u '{near[0]}'?" if near else "Zoek de id op in profile.yaml of in scan/."
            yield Finding(place, "unknown-reference", f"De vraag '{leaf.answer}' bestaat niet.", hint)
            return
        options = self.options[leaf.answer]
        for option in leaf.in_ or ():
            if options and option not in options:
                message = f"De vraag '{leaf.answer}' heeft geen antwoord '{option}'."
                yield Finding(place, "unknown-reference", message, f"Kies uit: {', '.join(options)}.")


def _forms(node: schema.ConditionFile) -> list[str]:
    forms = [name for name in ("all", "any", "of") if getattr(node, name) is not None]
    if node.not_ is not None:
        forms.append("not")
    if node.answer is not None and node.in_ is not None:
        forms.append("answer")
    elif node.answer is not None or node.in_ is not None:
        forms.extend(["answer without in"] * 2)
    if (node.of is None) != (node.at_least is None):
        forms.extend(["at_least without of"] * 2)
    return forms


def _malformed(place: Place, forms: list[str]) -> Finding:
    hint = "Schrijf precies één van: {answer, in}, {all}, {any}, {not}, {at_least, of}."
    found = ", ".join(sorted(set(forms))) or "niets"
    return Finding(place, "condition", f"Deze voorwaarde heeft niet één duidelijke vorm (gevonden: {found}).", hint)


def _option_ids(question: schema.QuestionFile, scales: dict[str, schema.ScaleFile]) -> list[str]:
    """The answers one may give; empty when the scale is missing, which is said elsewhere."""
    if question.levels is not None:
        ids = [str(level) for level in LEVELS]
    elif question.scale is not None:
        if question.scale not in scales:
            return []
        ids = [option.id for option in scales[question.scale].options]
    else:
        ids = [option.id for option in question.options or ()]
    return [*ids, UNKNOWN, *([NOT_APPLICABLE] if question.not_applicable else [])]
