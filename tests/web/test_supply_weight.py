"""The pages about critical inputs are light, also when the list and its suppliers are full."""

from pages.scan_trip import ScanTrip
from pages.supply import SupplyTrip
from test_weight import READING_LIMIT, weight

from ev_scan.domain.supply_chain import MOST_INPUTS, MOST_SUPPLIERS


def test_the_fullest_pages_are_light_enough(visit, published_site, published):
    supply = SupplyTrip(ScanTrip(visit(site=published_site), published).begin()).whole("x" * 120)
    supply.to("leveranciers")
    for _ in range(MOST_SUPPLIERS - 3):
        supply.press("Nog een leverancier")
    for number in range(1, MOST_SUPPLIERS + 1):
        supply.fill(**{f"share_{number}": "12,5", f"name_{number}": f"{number} {'é' * 290}"})
        supply.fill(**{f"country_{number}": "AX"})
    supply.press()
    assert supply.visitor.status == 200
    heaviest = supply.input_id
    for number in range(MOST_INPUTS - 1):
        supply.add(f"{number} {'y' * 110}", revenue_share="20", daily_margin_eur="1000")
    for path in ("", f"/{heaviest}", f"/{heaviest}/leveranciers", f"/{heaviest}/markt", "/bestand"):
        assert weight(supply.visitor, f"/leveringen{path}") < READING_LIMIT
