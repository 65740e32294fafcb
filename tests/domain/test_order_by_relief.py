"""Among actions that are equally urgent, the one that takes away most risk for its effort comes first."""

from dataclasses import replace

from factories import a_catalogue, a_measure, a_topic, answers, words

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.ids import AssetGroupId, AssetId, MethodId
from ev_scan.domain.knowledge import Method, Story
from ev_scan.domain.measures import Effort
from ev_scan.domain.planner import build_plan
from ev_scan.domain.questionnaire import Mode
from ev_scan.domain.register import Asset, Register, RiskLine

THEFT = MethodId("M01")
METHOD = Method(
    THEFT, words("Diefstal"), words("Weg."), (), (), (AssetGroupId("g"),), Story(words("Er was"), (), words("eens"))
)
REGISTER = Register(
    (Asset(AssetId("a"), "Recept", AssetGroupId("g"), attractiveness=5),),
    (RiskLine(AssetId("a"), THEFT, {"secrecy": 2}),),
)


def a_company(**efforts: Effort) -> Catalogue:
    """Topics in this order; those whose name begins with `guard` make theft less likely."""
    topics = [replace(a_topic(name), methods=(THEFT,) if name.startswith("guard") else ()) for name in efforts]
    measures = [a_measure(name, effort=effort) for name, effort in efforts.items()]
    return replace(a_catalogue(*topics, measures=measures), methods={THEFT: METHOD})


def order(catalogue: Catalogue, register: Register) -> list[str]:
    given = answers(**dict.fromkeys((topic.id for topic in catalogue.questionnaire.topics), 0))
    return [action.measure.topic for action in build_plan(catalogue, given, Mode.QUICK, register=register).actions]


def test_what_lowers_a_risk_comes_before_what_does_not():
    company = a_company(other=Effort.MEDIUM, guard=Effort.MEDIUM)
    assert order(company, Register()) == ["other", "guard"]
    assert order(company, REGISTER) == ["guard", "other"]


def test_the_same_relief_for_less_work_comes_first():
    company = a_company(guard_slow=Effort.LARGE, guard_quick=Effort.MEDIUM)
    assert order(company, REGISTER) == ["guard_quick", "guard_slow"]


def test_relief_outweighs_less_work_that_lowers_nothing():
    company = a_company(quick=Effort.SMALL, guard=Effort.LARGE)
    assert order(company, Register()) == ["quick", "guard"]
    assert order(company, REGISTER) == ["guard", "quick"]
