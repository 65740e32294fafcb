"""The release in a release.json, which may come from anywhere: read strictly, so that an audit can trust its shape."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from ev_scan.monitor.classification import REGIONS, SECTORS, SIZES
from ev_scan.monitor.errors import BadRelease, MonitorError
from ev_scan.monitor.items import Item
from ev_scan.monitor.period import Period
from ev_scan.monitor.plan import DIMENSIONS
from ev_scan.monitor.population import Profile
from ev_scan.monitor.release import FORMAT, PROTECTED, Release, Row, TableData

_MOST_COMPANIES: Final = 100_000_000
_MOST_PROFILES: Final = len(SECTORS) * len(SIZES) * len(REGIONS)
_MOST_TABLES, _MOST_ROWS, _MOST_ITEMS, _MOST_CODES = 20, 400, 500, 20
_LONGEST_NAME: Final = 80

T = TypeVar("T")


def read_document(found: object) -> Release:
    """Raises BadRelease, which says where."""
    document = _object(found, "release.json")
    if document.get("format") != FORMAT:
        raise BadRelease(f"release.json: this is not {FORMAT}")
    rules = _object(document.get("rules"), "rules")
    items = _list(document.get("items"), "items", _MOST_ITEMS, _item)
    release = Release(
        period=_period(document.get("period")),
        preset=_name(document.get("preset"), "preset"),
        base=_number(rules.get("rounding_base"), "rules.rounding_base", 1, 1000),
        thresholds={
            _name(tier, "rules.thresholds"): _number(least, f"rules.thresholds.{tier}", 1, _MOST_COMPANIES)
            for tier, least in _object(rules.get("thresholds"), "rules.thresholds").items()
        },
        n=_optional(document.get("n"), "n"),
        catalogue=_name(document.get("catalogue"), "catalogue"),
        block=_name(document.get("block"), "block"),
        items=items,
        universe=_list(document.get("profiles"), "profiles", _MOST_PROFILES, _profile),
        tables=_list(document.get("tables"), "tables", _MOST_TABLES, lambda each, where: _table(each, where, items)),
        population={
            _name(key, "population"): _words(value, f"population.{key}")
            for key, value in _object(document.get("population"), "population").items()
        },
    )
    _check_whole(release)
    return release


def _check_whole(release: Release) -> None:
    _once([item.id for item in release.items], "items")
    _once([table.id for table in release.tables], "tables")
    _once(list(release.universe), "profiles")
    for table in release.tables:
        if table.tier not in release.thresholds:
            raise BadRelease(f"release.json: tables.{table.id}.tier: has no threshold")
    if release.tables and not release.universe:
        raise BadRelease("release.json: profiles: missing")


def _period(found: object) -> Period:
    try:
        return Period.parse(_name(found, "period"))
    except MonitorError as error:
        raise BadRelease(f"release.json: period: {error}") from None


def _item(found: object, where: str) -> Item:
    each = _object(found, where)
    codes = _list(each.get("codes"), f"{where}.codes", _MOST_CODES, _name)
    _once(list(codes), f"{where}.codes")
    if not codes:
        raise BadRelease(f"release.json: {where}.codes: empty")
    return Item(
        _name(each.get("id"), f"{where}.id"), codes, _number(each.get("valid"), f"{where}.valid", 1, len(codes))
    )


def _profile(found: object, where: str) -> Profile:
    words = _list(found, where, 3, _name)
    if len(words) != 3 or words[0] not in SECTORS or words[1] not in SIZES or words[2] not in REGIONS:
        raise BadRelease(f"release.json: {where}: not a sector, a size and a region")
    return words[0], words[1], words[2]


def _table(found: object, where: str, items: tuple[Item, ...]) -> TableData:
    table = _object(found, where)
    own = {item.id: len(item.codes) for item in items}
    dimensions = _list(table.get("dimensions"), f"{where}.dimensions", len(DIMENSIONS), _name)
    names = _list(table.get("items"), f"{where}.items", _MOST_ITEMS, _name)
    for name in (*dimensions, *names):
        if name not in DIMENSIONS and name not in own:
            raise BadRelease(f"release.json: {where}: {name!r} is unknown")
    _once(list(dimensions), f"{where}.dimensions")
    _once(list(names), f"{where}.items")
    counted = {name: own.get(name, 0) for name in names}
    rows = _list(table.get("rows"), f"{where}.rows", _MOST_ROWS, lambda each, at: _row(each, at, dimensions, counted))
    _once([row.key for row in rows], f"{where}.rows")
    if not rows:
        raise BadRelease(f"release.json: {where}.rows: empty")
    tier = _name(table.get("tier"), f"{where}.tier")
    return TableData(_name(table.get("id"), f"{where}.id"), dimensions, tier, names, rows)


def _row(found: object, where: str, dimensions: tuple[str, ...], items: Mapping[str, int]) -> Row:
    row = _object(found, where)
    key = _list(row.get("key"), f"{where}.key", len(DIMENSIONS), _name)
    if len(key) != len(dimensions) or any(
        value not in DIMENSIONS.get(each, ()) for each, value in zip(dimensions, key, strict=True)
    ):
        raise BadRelease(f"release.json: {where}.key: does not fit the dimensions of the table")
    n = _optional(row.get("n"), f"{where}.n")
    counts = {
        name: _list(each, f"{where}.counts", _MOST_CODES, _count)
        for name, each in _object(row.get("counts"), f"{where}.counts").items()
    }
    if counts and {name: len(each) for name, each in counts.items()} != items:
        raise BadRelease(f"release.json: {where}.counts: not the items of the table with their codes")
    if bool(counts) != (n is not None and bool(items)) or row.get("status") != (PROTECTED if n is None else ""):
        raise BadRelease(f"release.json: {where}: is neither shown nor protected")
    return Row(key, _number(row.get("population"), f"{where}.population", 0, _MOST_COMPANIES), n, counts)


def _object(found: object, where: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise BadRelease(f"release.json: {where}: not an object")
    return found


def _list(found: object, where: str, most: int, read: Callable[[object, str], T]) -> tuple[T, ...]:
    if not isinstance(found, list) or len(found) > most:
        raise BadRelease(f"release.json: {where}: not a list of at most {most}")
    return tuple(read(each, f"{where}[{place}]") for place, each in enumerate(found))


def _words(found: object, where: str) -> str:
    if not isinstance(found, str) or not found.isprintable():
        raise BadRelease(f"release.json: {where}: not words that can be printed")
    return found


def _name(found: object, where: str) -> str:
    words = _words(found, where)
    if len(words) > _LONGEST_NAME:
        raise BadRelease(f"release.json: {where}: longer than {_LONGEST_NAME} characters")
    return words


def _number(found: object, where: str, least: int, most: int) -> int:
    if type(found) is not int or not least <= found <= most:
        raise BadRelease(f"release.json: {where}: not a whole number from {least} to {most}")
    return found


def _count(found: object, where: str) -> int:
    return _number(found, where, 0, _MOST_COMPANIES)


def _optional(found: object, where: str) -> int | None:
    return None if found is None else _count(found, where)


def _once(names: list[Any], where: str) -> None:
    if len(set(names)) < len(names):
        raise BadRelease(f"release.json: {where}: something stands in it twice")
