"""Words for every code in the files of a release: those of the questions where companies saw them."""

from collections.abc import Iterator, Mapping, Sequence

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.ids import QuestionId
from ev_scan.domain.monitor_block import DOMAINS, SHAPES
from ev_scan.domain.release_names import PEOPLE, ReleaseName
from ev_scan.i18n import Localizer, localizer
from ev_scan.report.monitor_words import MonitorWords

_Key = tuple[str, str, str]
"""Column, item and code."""
_SECTOR = QuestionId("sector")
_PROVINCE = QuestionId("province")
_NO_PROVINCE = ("outside_nl", "unknown")
_BANDS = 5
_WITH_ROWS = {"perceived": "perceived", "measures": "measures", "knows": "knows", "channels": "channel", "cbs": "cbs"}
_WITH_OPTIONS = {"barriers": "barrier", "support": "support"}


def release_names(catalogue: Catalogue, locales: Sequence[str]) -> tuple[ReleaseName, ...]:
    """In an order to read them in."""
    told: Mapping[str, Mapping[_Key, str]] = {each: dict(_named(catalogue, localizer(each))) for each in locales}
    keys = dict.fromkeys(key for names in told.values() for key in names)
    return tuple(ReleaseName(*key, {each: told[each][key] for each in locales if key in told[each]}) for key in keys)


def _named(catalogue: Catalogue, localize: Localizer) -> Iterator[tuple[_Key, str]]:
    words = MonitorWords(catalogue, localize)
    for dimension, places in words.places.items():
        for key, name in places.items():
            yield (dimension, "", key), name
    for section, name in _sections(catalogue, localize).items():
        yield ("section", "", section), name
    for province, name in _provinces(catalogue, localize).items():
        yield ("province", "", province), name
    for item, name in (*_single_items(words), *_items_of_parts(words), *_items_of_the_scan(catalogue, words)):
        yield ("item", "", item), name
    for item, codes in _codes(words).items():
        for code, name in codes.items():
            yield ("code", item, code), name


def _sections(catalogue: Catalogue, localize: Localizer) -> dict[str, str]:
    """By the first letter of what a company may choose."""
    sector = next((each for each in catalogue.questionnaire.profile if each.id == _SECTOR), None)
    groups = {option.id[:1]: option.group for option in sector.options if option.group} if sector else {}
    return {letter: localize(group) for letter, group in groups.items()}


def _provinces(catalogue: Catalogue, localize: Localizer) -> dict[str, str]:
    where = next((each for each in catalogue.questionnaire.profile if each.id == _PROVINCE), None)
    return {each.id: localize(each.text) for each in where.options if each.id not in _NO_PROVINCE} if where else {}


def _single_items(words: MonitorWords) -> Iterator[tuple[str, str]]:
    gettext, localize = words.localize.gettext, words.localize
    yield PEOPLE[0], gettext("Bijdragen in deze groep")
    yield "awareness", localize(words.question("awareness"))
    yield "any_risk", gettext("Ziet in minstens één kerndomein een risico van 3 of meer, op 5")
    yield "exposure", gettext("Hoe interessant het bedrijf is voor anderen, volgens de scan")
    yield "spending", localize(words.question("spending"))


def _items_of_parts(words: MonitorWords) -> Iterator[tuple[str, str]]:
    localize = words.localize
    for domain in DOMAINS:
        about = localize.gettext("Gezien risico naast maatregelen")
        yield f"gap.{domain}", f"{about}: {localize(words.domain(domain))}"
    for field, item in _WITH_ROWS.items():
        for row in SHAPES[field].rows:
            yield f"{item}.{row}", f"{localize(words.question(field))} {localize(words.row(field, row))}"
    for field, item in _WITH_OPTIONS.items():
        for option in SHAPES[field].values:
            yield f"{item}.{option}", f"{localize(words.question(field))} {localize(words.answer(field, option))}"


def _items_of_the_scan(catalogue: Catalogue, words: MonitorWords) -> Iterator[tuple[str, str]]:
    gettext, localize = words.localize.gettext, words.localize
    score, level = gettext("Score"), gettext("Niveau")
    for cluster in catalogue.questionnaire.clusters:
        yield f"score.{cluster.id}", f"{score}: {localize(cluster.title)}"
    yield "score.overall", gettext("Score van de hele scan")
    for topic in catalogue.questionnaire.topics:
        yield f"topic.{topic.id}", f"{level}: {localize(topic.title)}"


def _codes(words: MonitorWords) -> dict[str, dict[str, str]]:
    gettext = words.localize.gettext
    missing = {"missing": gettext("Geen antwoord")}
    yes_no = {"yes": gettext("Ja"), "no": gettext("Nee")}
    unknown = {"unknown": gettext("Weet ik niet")}
    answers = {field: _answers(words, field) for field in SHAPES}
    level = gettext("Niveau")
    return {
        PEOPLE[0]: {PEOPLE[1]: gettext("Alle bijdragen in deze groep")},
        "awareness": answers["awareness"] | missing,
        "any_risk": yes_no | missing,
        "exposure": {"basic": gettext("Basis"), "elevated": gettext("Verhoogd"), "high": gettext("Hoog")} | missing,
        "score.*": _bands(words) | missing,
        "gap.*": {
            "blind_spot": gettext("Ziet weinig risico en doet weinig"),
            "uncovered": gettext("Ziet meer risico dan het maatregelen heeft"),
            "matched": gettext("Risico en maatregelen passen bij elkaar"),
            "covered": gettext("Heeft meer maatregelen dan het risico ziet"),
            "unknown": gettext("Niet te bepalen"),
        },
        "barrier.*": yes_no | missing,
        "support.*": yes_no | missing,
        "perceived.*": _grouped(answers["perceived"]) | missing,
        "measures.*": answers["measures"] | missing,
        "knows.*": _grouped(answers["knows"]) | missing,
        "spending": answers["spending"] | missing,
        "channel.*": answers["channels"] | missing,
        "cbs.*": answers["cbs"] | missing,
        "topic.*": {
            **{str(number): f"{level} {number}" for number in range(4)},
            **unknown,
            "not_applicable": gettext("Niet van toepassing"),
            "not_asked": gettext("Niet gevraagd"),
        },
    }


def _answers(words: MonitorWords, field: str) -> dict[str, str]:
    return {value: words.localize(words.answer(field, value)) for value in SHAPES[field].values}


def _grouped(answers: Mapping[str, str]) -> dict[str, str]:
    """The lowest two and the highest two of five are counted together."""
    pairs = {"1-2": ("1", "2"), "3": ("3",), "4-5": ("4", "5")}
    grouped = {code: " / ".join(answers[each] for each in these) for code, these in pairs.items()}
    return grouped | {code: name for code, name in answers.items() if not code.isdecimal()}


def _bands(words: MonitorWords) -> dict[str, str]:
    step = 100 // _BANDS
    told = words.localize.gettext("%(low)s tot %(high)s punten")
    return {str(number): told % {"low": step * (number - 1), "high": step * number} for number in range(1, _BANDS + 1)}
