"""Every route, tried as every kind of visitor: allowed or refused exactly as docs/roles.md says."""

import pytest
import roles_table as roles
from flask import Flask, Response
from flask.testing import FlaskClient
from pages import site as pages
from pages.desk import DeskTrip, Owner
from pages.scan_trip import CODE, ScanTrip
from pages.staff import StaffAccount
from pages.visitor import Visitor

from ev_scan.domain.staff import Role
from ev_scan.services import accounts
from ev_scan.vault.tokens import write_staff
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to

settings, make_site = pages.settings, pages.make_site
ACCEPTED = {
    roles.YES: {"yes"},
    roles.NO: {"no"},
    roles.CODE: {"code"},
    roles.SHARE: {"share"},
    roles.SIGN_IN: {"sign in"},
    roles.STEP: {"yes", "sign in"},
    roles.OWN: {"not found"},
}


class House:
    """A site, and the cookies of each kind of visitor."""

    def __init__(self, app: Flask, catalogue) -> None:
        self.app = app
        self.members = {
            roles.ADVISER: StaffAccount(app, "anna"),
            roles.WITH_CASE: StaffAccount(app, "bram"),
            roles.MONITOR: StaffAccount(app, "carla", Role.MONITOR),
            roles.ADMIN: StaffAccount(app, "daan", Role.ADMIN),
        }
        self.halfway = self._halfway()
        trip = ScanTrip(pages.new_visitor(app), catalogue).begin().walk()
        self.scan = trip.visitor.client.get_cookie("scan").value
        desk = DeskTrip(pages.new_visitor(app), self.members[roles.WITH_CASE])
        self.case = desk.claim(Owner(trip, app).shares()).case.rpartition("/")[2]
        self.share = self._share(trip.visitor)

    def _halfway(self) -> str:
        with self.app.test_request_context(method="POST"):
            here = context.visitor()
            runtime = here.runtime
            password = accounts.add(runtime.engine, runtime.staff_key, "eva", Role.ADVISER)
            signed = accounts.sign_in(runtime.engine, runtime.staff_key, "eva", password, here.now)
            return write_staff(signed.token, here.now, runtime.days)

    def _share(self, owner: Visitor) -> str:
        """The cookie of a colleague who was asked about one topic."""
        owner.open("/delen/collega").choose("Lijst van recepten").press("Maak de deelcode")
        code = CODE.search(owner.page.text)[0]
        colleague = pages.new_visitor(self.app).open("/mee").write("De code van uw collega", code).press("Verder")
        return colleague.cookies["colleague"].value

    def outcome(self, identity: str, method: str, path: str) -> str:
        client = FlaskClient(self.app, use_cookies=True)  # only who may come in is looked at here
        if identity == roles.ENTREPRENEUR:
            client.set_cookie("scan", self.scan)
        if identity == roles.DELEGATE:
            client.set_cookie("colleague", self.share)
        if identity == roles.HALFWAY:
            client.set_cookie("staff", self.halfway)
        if identity in self.members:
            client.set_cookie("staff", self.members[identity].cookie())
        response = client.open(path, method=method, data={"a": "b"} if method == "POST" else None)
        return _outcome(response)


def _outcome(response) -> str:
    assert response.status_code < 500
    assert response.status_code != 429
    where = response.headers.get("Location", "")
    if where.startswith("/hervat") or (response.status_code == 403 and 'action="/hervat"' in response.text):
        return "code"
    if where.startswith("/mee?") or (response.status_code == 403 and 'action="/mee"' in response.text):
        return "share"
    if where.startswith(("/team/inloggen?", "/team/code", "/team/wachtwoord", "/team/instellen")):
        return "sign in"
    if response.status_code == 403:
        return "sign in" if 'action="/team/inloggen"' in response.text else "no"
    return "not found" if response.status_code == 404 else "yes"


def deviations(house: House, line: roles.Line) -> list[str]:
    found = []
    for identity, cell in line.cells.items():
        accepted = ACCEPTED[cell] | (set() if line.is_exact or cell != roles.YES else {"not found"})
        got = house.outcome(identity, line.method, line.address(case_id=house.case))
        if got not in accepted:
            found.append(f"{line.method} {line.rule.rule} as {identity}: {got}, and not {cell}")
    return found


@pytest.fixture
def house(make_site, catalogue):
    return House(make_site(catalogue), catalogue)


def test_the_documentation_has_the_table(make_site, catalogue):
    assert roles.written() == roles.rendered(make_site(catalogue)), "run `python tests/architecture/roles_table.py`"


def test_every_visitor_gets_what_the_table_says(house):
    table = list(roles.lines(house.app))
    assert len(table) > 150
    assert [wrong for line in table for wrong in deviations(house, line)] == []


@pytest.mark.parametrize("audience", [Audience.EVERYBODY, Audience.STAFF, Audience.MONITOR, Audience.ENTREPRENEUR])
def test_a_route_that_opens_to_somebody_else_would_be_noticed(house, audience):
    """The page of accounts, declared for others than admins."""
    name = "admin.people"
    table = {(line.rule.endpoint, line.method): line for line in roles.lines(house.app)}
    assert deviations(house, table[name, "GET"]) == []
    house.app.view_functions[name] = open_to(audience)(lambda: Response("open", mimetype="text/plain"))
    assert deviations(house, table[name, "GET"])
