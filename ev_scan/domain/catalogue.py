"""Everything that editors wrote, loaded once and never changed: the one source of questions and advice."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.conditions import ALWAYS, holds
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import AssetGroupId, ContactId, EscalationId, MethodId, RegimeId, RoleId, SourceId, TopicId
from ev_scan.domain.knowledge import AssetGroup, Escalation, Method, Term
from ev_scan.domain.measures import Contact, MeasureLibrary, Role, Source
from ev_scan.domain.monitor_block import MonitorBlock
from ev_scan.domain.questionnaire import Questionnaire, Topic
from ev_scan.domain.regimes import Regime
from ev_scan.domain.stappenplan import Stappenplan


@dataclass(frozen=True)
class Catalogue:
    version: str
    date: str
    fingerprint: str
    """SHA-256 over all content except personas; equal content gives an equal fingerprint."""
    questionnaire: Questionnaire
    measures: MeasureLibrary
    roles: Mapping[RoleId, Role]
    contacts: Mapping[ContactId, Contact]
    sources: Mapping[SourceId, Source]
    methods: Mapping[MethodId, Method] = field(default_factory=dict)
    asset_groups: Mapping[AssetGroupId, AssetGroup] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    escalations: Mapping[EscalationId, Escalation] = field(default_factory=dict)
    regimes: Mapping[RegimeId, Regime] = field(default_factory=dict)
    stappenplan: Stappenplan = field(default_factory=Stappenplan)
    monitor: MonitorBlock = field(default_factory=MonitorBlock)

    def method(self, method_id: str) -> Method:
        try:
            return self.methods[MethodId(method_id)]
        except KeyError:
            raise NotInCatalogue(method_id) from None

    def escalation(self, escalation_id: str) -> Escalation:
        try:
            return self.escalations[EscalationId(escalation_id)]
        except KeyError:
            raise NotInCatalogue(escalation_id) from None

    def regime(self, regime_id: str) -> Regime:
        try:
            return self.regimes[RegimeId(regime_id)]
        except KeyError:
            raise NotInCatalogue(regime_id) from None

    def topics_against(self, method_id: MethodId) -> tuple[Topic, ...]:
        """The topics that make a method less likely."""
        return tuple(topic for topic in self.questionnaire.topics if method_id in topic.methods)

    def contacts_near(self, answers: AnswerSet) -> tuple[Contact, ...]:
        """Help in the region of this company."""
        return tuple(each for each in self.contacts.values() if each.near is not ALWAYS and holds(each.near, answers))

    def regimes_about(self, topic_id: TopicId) -> tuple[Regime, ...]:
        return tuple(regime for regime in self.regimes.values() if topic_id in regime.topics)
