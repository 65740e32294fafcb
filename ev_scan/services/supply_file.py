"""Reads critical inputs from a CSV or XLSX file: all of them, or none and a message for each cell that is wrong."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from ev_scan.domain.errors import EvScanError
from ev_scan.domain.ids import InputId
from ev_scan.domain.register import LONGEST_NAME, LONGEST_TEXT
from ev_scan.domain.supply_chain import MOST_INPUTS, CriticalInput, SharesDoNotAddUp, Supplier
from ev_scan.domain.text import storable
from ev_scan.i18n import LOCALES, Localizer
from ev_scan.report.supply_fields import NAME, OF_INPUT, Column, Kind
from ev_scan.report.supply_sheet import REMARK, titles, unescaped
from ev_scan.services.register_file import shares_message
from ev_scan.services.supply_table import Cell, NoTable, Row, rows_of
from ev_scan.services.supply_values import DoesNotFit, value_of

_SHOWN: Final = 40
_KNOWN: Final = {title.casefold(): column for title, column in titles(LOCALES)}


@dataclass(frozen=True, slots=True)
class CellFault:
    message: str
    row: int = 0
    """0 when it is about the whole file."""
    column: str = ""

    def told(self, localize: Localizer) -> str:
        if not self.row:
            return self.message
        if not self.column:
            return localize.gettext("rij %(row)s: %(message)s") % {"row": self.row, "message": self.message}
        place = {"row": self.row, "column": self.column, "message": self.message}
        return localize.gettext("rij %(row)s, kolom %(column)s: %(message)s") % place


class BadSupplyFile(EvScanError):
    """Nothing of the file is used; `faults` names every cell that is wrong and what it may hold."""

    def __init__(self, faults: Sequence[CellFault], localize: Localizer) -> None:
        self.faults = [fault.told(localize) for fault in faults]
        super().__init__("\n".join(self.faults))


def read_inputs(
    raw: bytes,
    localize: Localizer,
    new_id: Callable[[], InputId],
    taken: Collection[str] = (),
) -> tuple[CriticalInput, ...]:
    """The inputs in a file, each with an id of its own. `taken`: names that are there already. Raises BadSupplyFile."""
    try:
        rows = rows_of(raw, localize)
    except NoTable as error:
        raise BadSupplyFile([CellFault(str(error))], localize) from None
    reader = _Reader(localize, new_id, {name.casefold() for name in taken})
    found = reader.read(rows)
    if reader.faults:
        raise BadSupplyFile(reader.faults, localize)
    return found


class _Reader:
    def __init__(self, localize: Localizer, new_id: Callable[[], InputId], taken: set[str]) -> None:
        self.localize, self.new_id, self.taken = localize, new_id, taken
        self.faults: list[CellFault] = []
        self.headings: list[tuple[str, Column | None]] = []

    def fault(self, message: str, row: int = 0, column: str = "") -> None:
        self.faults.append(CellFault(message, row, column))

    def read(self, rows: list[Row]) -> tuple[CriticalInput, ...]:
        gettext = self.localize.gettext
        rows = [(number, cells) for number, cells in rows if not cells[0].text.startswith(REMARK)]
        if not rows:
            self.fault(gettext("Dit bestand is leeg."))
            return ()
        self.heading(*rows[0])
        if self.faults:
            return ()
        if len(rows) - 1 > MOST_INPUTS:
            message = gettext("Er passen hoogstens %(most)s leveringen in uw lijst. In dit bestand staan er %(given)s.")
            self.fault(message % {"most": MOST_INPUTS, "given": len(rows) - 1})
            return ()
        if len(rows) == 1:
            self.fault(gettext("Er staan geen leveringen in dit bestand. Vul onder de kolomnamen een regel in."))
        return tuple(each for number, cells in rows[1:] if (each := self.input(number, cells)))

    def heading(self, number: int, cells: list[Cell]) -> None:
        gettext = self.localize.gettext
        for cell in cells:
            title = storable(unescaped(cell.text))
            column = _KNOWN.get(title.casefold().replace(" ", "_"))
            if title and column is None:
                self.fault(gettext("deze kolom kennen wij niet."), number, _short(title))
            elif column and column in [known for _, known in self.headings]:
                self.fault(gettext("deze kolom staat er twee keer."), number, _short(title))
            self.headings.append((_short(title), column))
        if Column(NAME, 0) not in [column for _, column in self.headings]:
            name = NAME.columns[self.localize.locale]
            self.fault(gettext("De kolom '%(name)s' ontbreekt. Gebruik ons lege voorbeeld.") % {"name": name})

    def input(self, row: int, cells: list[Cell]) -> CriticalInput | None:
        values: dict[Column, Any] = {}
        for place, cell in enumerate(cells):
            title, column = self.headings[place] if place < len(self.headings) else ("", None)
            if column is not None:
                values[column] = self.value(row, title, column, cell)
            elif cell.text:
                self.fault(self.localize.gettext("boven deze cel staat geen kolomnaam."), row, str(place + 1))
        name = self.name(row, values)
        figures = {figure.name: values.get(Column(figure, 0)) for figure in OF_INPUT}
        before = len(self.faults)
        suppliers = tuple(self.suppliers(row, values))
        if len(self.faults) > before:
            return None
        try:
            return CriticalInput(name, self.new_id(), suppliers, **figures)
        except SharesDoNotAddUp as error:
            self.fault(shares_message(error, self.localize), row, self.title_of(1, "share"))
            return None

    def value(self, row: int, title: str, column: Column, cell: Cell) -> Any:
        gettext = self.localize.gettext
        if cell.is_formula:
            self.fault(gettext("hier staat een formule. Schrijf de uitkomst zelf in de cel."), row, title)
        elif cell.is_date:
            self.fault(
                gettext("hier staat een datum. Zet de cel op tekst of getal, en vul hem opnieuw in."), row, title
            )
        else:
            try:
                return value_of(column.figure, _text(column, cell), self.localize)
            except DoesNotFit as error:
                shown = gettext("'%(value)s' past hier niet.") % {"value": _short(storable(cell.text))}
                self.fault(f"{shown} {error}", row, title)
        return None

    def name(self, row: int, values: dict[Column, Any]) -> str:
        gettext, column = self.localize.gettext, self.title_of(0, NAME.name)
        name: str = values.get(Column(NAME, 0)) or ""
        if not name:
            self.fault(gettext("geef dit een naam."), row, column)
        elif len(name) > LONGEST_NAME:
            message = gettext("hier past een tekst van hoogstens %(longest)s tekens.")
            self.fault(message % {"longest": LONGEST_NAME}, row, column)
        elif name.casefold() in self.taken:
            self.fault(gettext("deze naam staat al in uw lijst."), row, column)
        self.taken.add(name.casefold())
        return name

    def suppliers(self, row: int, values: dict[Column, Any]) -> Iterator[Supplier]:
        gettext = self.localize.gettext
        numbers = sorted({column.supplier for column, value in values.items() if column.supplier and value is not None})
        for number in numbers:
            own = {column.figure.name: value for column, value in values.items() if column.supplier == number}
            for needed in ("share", "country"):
                if own.get(needed) is None and not self.is_told(row, number, needed):
                    self.fault(gettext("vul dit ook in voor deze leverancier."), row, self.title_of(number, needed))
            if len(own.get("name") or "") > LONGEST_TEXT:
                message = gettext("hier past een tekst van hoogstens %(longest)s tekens.")
                self.fault(message % {"longest": LONGEST_TEXT}, row, self.title_of(number, "name"))
            share, country = own.get("share"), own.get("country")
            if share is not None and country is not None:
                yield Supplier(share, country, own.get("governance"), own.get("name") or "")

    def is_told(self, row: int, supplier: int, figure: str) -> bool:
        title = self.title_of(supplier, figure)
        return any((fault.row, fault.column) == (row, title) for fault in self.faults)

    def title_of(self, supplier: int, figure: str) -> str:
        """What a column is called in this file, or in ours when it is not there."""
        for title, column in self.headings:
            if column and (column.supplier, column.figure.name) == (supplier, figure):
                return title
        return next(
            title
            for title, column in titles((self.localize.locale,))
            if (column.supplier, column.figure.name) == (supplier, figure)
        )


def _text(column: Column, cell: Cell) -> str:
    if column.figure.kind is Kind.TEXT:
        return " ".join(storable(unescaped(cell.text)).split())
    if cell.is_share and column.figure.kind is Kind.PERCENT:
        return f"{Decimal(cell.text) * 100:f}"
    return storable(unescaped(cell.text))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
