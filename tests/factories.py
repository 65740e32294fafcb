"""Domain objects for tests: everything has a value, name only what the test is about."""

from collections.abc import Iterable, Sequence
from datetime import date

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.conditions import ALWAYS, AnswerIn, Condition
from ev_scan.domain.ids import (
    NOT_APPLICABLE,
    UNKNOWN,
    ClusterId,
    ContactId,
    MeasureId,
    OptionId,
    QuestionId,
    RegimeId,
    RoleId,
    SourceId,
    TopicId,
)
from ev_scan.domain.measures import Contact, Cost, Effort, Measure, MeasureLibrary, Role, Source
from ev_scan.domain.questionnaire import (
    Cluster,
    DeepDive,
    ExposureBand,
    FindOut,
    Mode,
    Option,
    Question,
    QuestionKind,
    Questionnaire,
    Topic,
    WeightRule,
)
from ev_scan.domain.regimes import Regime, RegimeStatus
from ev_scan.domain.text import Text

ROLE, CONTACT, SOURCE = RoleId("somebody"), ContactId("desk"), SourceId("book")


def words(text: str) -> Text:
    return Text(text, "test")


def answers(**given: object) -> AnswerSet:
    """As in an answers file: `answers(lock=2, goods=["cake"], keys="unknown")`; None is not answered."""
    chosen = {name: value if isinstance(value, list) else [value] for name, value in given.items() if value is not None}
    return AnswerSet(
        {QuestionId(name): tuple(OptionId(str(value)) for value in values) for name, values in chosen.items()}
    )


def when(question: str, *options: str) -> AnswerIn:
    return AnswerIn(QuestionId(question), frozenset(map(OptionId, options)))


def an_option(option_id: str, points: int = 0, *, exclusive: bool = False) -> Option:
    return Option(OptionId(option_id), words(f"Optie {option_id}"), points, exclusive)


def a_question(
    question_id: str = "q", *, not_applicable: bool = False, asked_when: Condition = ALWAYS, hint: str = ""
) -> Question:
    """A graded question: levels 0 to 3, and "I don't know"."""
    asides = [an_option(UNKNOWN, exclusive=True)]
    if not_applicable:
        asides.append(an_option(NOT_APPLICABLE, exclusive=True))
    options = (*(an_option(str(level)) for level in range(4)), *asides)
    return Question(
        QuestionId(question_id),
        QuestionKind.GRADED,
        words(f"Vraag {question_id}?"),
        options,
        hint=words(hint) if hint else None,
        asked_when=asked_when,
    )


def a_choice(
    question_id: str = "p",
    options: Iterable[Option] = (an_option("a"), an_option("b", 2), an_option("c", 5)),
    *,
    several: bool = False,
    asked_when: Condition = ALWAYS,
) -> Question:
    """A question of the profile."""
    return Question(
        QuestionId(question_id),
        QuestionKind.MULTIPLE if several else QuestionKind.SINGLE,
        words(f"Vraag {question_id}?"),
        (*options, an_option(UNKNOWN, exclusive=True)),
        asked_when=asked_when,
    )


def a_topic(
    topic_id: str = "t",
    cluster: str = "c",
    *,
    questions: Sequence[Question] = (),
    weights: Sequence[tuple[int, Condition]] = (),
    not_applicable: bool = True,
    quick: bool = True,
    minimum_target: int = 1,
    relevant_when: Condition = ALWAYS,
) -> Topic:
    """Asks one graded question with the id of the topic, unless `questions` says otherwise."""
    return Topic(
        id=TopicId(topic_id),
        code="T01",
        cluster=ClusterId(cluster),
        title=words(f"Onderwerp {topic_id}"),
        quick=quick,
        questions=tuple(questions) or (a_question(topic_id, not_applicable=not_applicable),),
        find_out=FindOut(words(f"Vraag na: {topic_id}."), ROLE, (CONTACT,)),
        minimum_target=minimum_target,
        relevant_when=relevant_when,
        weight_rules=tuple(WeightRule(weight, condition) for weight, condition in weights),
    )


def a_measure(
    topic: str,
    from_level: int = 0,
    *,
    quick_win: bool = False,
    effort: Effort = Effort.MEDIUM,
    after: Iterable[str] = (),
) -> Measure:
    """Its id is `<topic>_<from_level>`."""
    return Measure(
        id=MeasureId(f"{topic}_{from_level}"),
        topic=TopicId(topic),
        from_level=from_level,
        title=words(f"Breng {topic} naar {from_level + 1}"),
        why=words("Daarom."),
        first_step=words("Begin."),
        how=(words("Zo."), words("En zo."), words("Klaar.")),
        effort=Effort.SMALL if quick_win else effort,
        cost=Cost.NONE if quick_win else Cost.LOW,
        role=ROLE,
        after=tuple(map(MeasureId, after)),
        contacts=(CONTACT,),
        sources=(SOURCE,),
    )


def some_bands(*from_points: int) -> tuple[ExposureBand, ...]:
    """Bands with levels 1, 2 and 3, starting at these points."""
    return tuple(
        ExposureBand(f"band{level}", points, level, words(f"Band {level}"), words(f"Betekenis {level}"))
        for level, points in enumerate(from_points, start=1)
    )


def a_deep_dive(*topics: str, profile: Iterable[str] = ()) -> DeepDive:
    return DeepDive(
        mode=Mode.PERSONNEL,
        slug="personeel",
        cluster=ClusterId("c"),
        title=words("Personeel"),
        promise=words("Goed volk"),
        lead=words("Over mensen."),
        points=(words("Dit."), words("En dat.")),
        minutes=5,
        profile=frozenset(map(QuestionId, profile)),
        topics=tuple(map(TopicId, topics)),
    )


def a_regime(
    regime_id: str = "act",
    *,
    likely_when: Condition,
    possible_when: Condition,
    questions: Sequence[Question] = (),
    topics: Iterable[str] = (),
) -> Regime:
    return Regime(
        id=RegimeId(regime_id),
        title=words(f"Wet {regime_id}"),
        short=words(regime_id),
        status=RegimeStatus.APPLIES,
        since=None,
        summary=words("Waar de wet over gaat."),
        questions=tuple(questions),
        likely_when=likely_when,
        possible_when=possible_when,
        to_do=(words("Bel."), words("Vraag.")),
        coming=None,
        verify=(),
        contacts=(CONTACT,),
        sources=(SOURCE,),
        topics=tuple(map(TopicId, topics)),
        as_of=date(2000, 1, 1),
        review_by=date(2001, 1, 1),
    )


def a_catalogue(
    *topics: Topic,
    profile: Sequence[Question] = (),
    measures: Iterable[Measure] = (),
    bands: Sequence[ExposureBand] = (),
    deep_dives: Sequence[DeepDive] = (),
    regimes: Sequence[Regime] = (),
) -> Catalogue:
    """Clusters come from the topics; each step that no measure is given for gets one."""
    given = {(measure.topic, measure.from_level): measure for measure in measures}
    library = [given.get((topic.id, level)) or a_measure(topic.id, level) for topic in topics for level in range(3)]
    clusters = tuple(
        Cluster(
            name, words(f"Thema {name}"), words("Waar dit over gaat."), tuple(t for t in topics if t.cluster == name)
        )
        for name in dict.fromkeys(topic.cluster for topic in topics)
    )
    return Catalogue(
        version="2000.1",
        date="2000-01",
        fingerprint="0" * 64,
        questionnaire=Questionnaire(
            tuple(profile),
            tuple(bands) or some_bands(0, 4, 8),
            clusters,
            tuple(deep_dives),
            tuple(question for regime in regimes for question in regime.questions),
        ),
        measures=MeasureLibrary(tuple(library)),
        roles={ROLE: Role(ROLE, words("Iemand"))},
        contacts={CONTACT: Contact(CONTACT, words("Loket"), words("Alles."), "https://desk.example")},
        sources={SOURCE: Source(SOURCE, words("Boek"), words("Uitgever"), "https://book.example")},
        regimes={regime.id: regime for regime in regimes},
    )
