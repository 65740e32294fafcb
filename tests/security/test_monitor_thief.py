"""A thief has the whole disk of the web host, before and after 400 companies contributed in an order that we know.

What may be found: that there are contributions, and how many. What may not: any answer, any order, any time finer than
the day, any link to a dossier, and nothing at all of what was deleted.
"""

import logging
import secrets
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from pages.monitor_trip import Team, contribute, finished, look, start_monitor, told
from pages.site import close, new_settings
from remains import chance, in_pages, newest_lowest, order_of_saving, pieces, rows_by_page, tau
from traces import files_in, traces

from ev_scan.factory import create_app
from ev_scan.monitor.codebook import RECORD_BYTES
from ev_scan.persistence import spool as spool_module
from ev_scan.persistence.database import db
from ev_scan.persistence.engines import new_engine
from ev_scan.persistence.spool import Spool
from ev_scan.services import dossiers
from ev_scan.services.maintenance import purge
from ev_scan.vault.epochs import EpochKeys, month_of

NUMBER, SPOOLS = 400, 12
DAY = 86_400
NOTE = "Recept-van-Oma-Riet-1953"
SURE = 5
"""Standard deviations: a random order exceeds it once in two million times."""
BOUND = 0.10
"""For the mean over all spools, whose standard deviation is 0.0335 / sqrt(12) = 0.0097."""

NEWEST_LOWEST = 0.13
"""Of all pages: by chance one in seventeen, without mixing more than one in five."""


class Heist:
    """The site, what arrived in it in which order, and copies of its disk."""

    def __init__(self, folder: Path, published) -> None:
        (folder / "host").mkdir()
        self.settings = new_settings(folder / "host")
        self.team: Team = start_monitor(self.settings)
        self.lines: list[logging.LogRecord] = []
        self.codes = []
        self._catcher = _Catcher(self.lines)
        root = logging.getLogger()
        before = root.level
        root.addHandler(self._catcher)
        root.setLevel(logging.DEBUG)
        logging.getLogger("sqlalchemy.engine").setLevel(logging.DEBUG)  # it looks at the level when an engine is made
        try:
            self._contribute(published, folder)
        finally:
            root.removeHandler(self._catcher)
            root.setLevel(before)
            logging.getLogger("sqlalchemy.engine").setLevel(logging.NOTSET)

    def _contribute(self, published, folder: Path) -> None:
        engine = new_engine(self.settings.database_url)
        for place in range(NUMBER):
            dossier = finished(published, participation=told(published, place))
            question = published.questionnaire.question("crown_jewels_list")
            dossier = dossier.answered(question.id, dossier.answers.of(question.id), NOTE)
            keys = EpochKeys(self.settings.keys_path)
            self.codes.append(dossiers.begin(engine, keys, dossier, month_of(datetime.now(UTC).date())))
        engine.dispose()
        app = create_app(self.settings, published)
        self.begun = datetime.now(UTC)
        try:
            for number, code in enumerate(self.codes):
                if number == NUMBER // 2:
                    self.backup(folder / "before")
                contribute(app, code, f"10.9.{number // 250}.{number % 250}")
            self.backup(folder / "after")  # while the write-ahead log of the dossiers is still full
        finally:
            close(app)
        self.before, self.after = folder / "before", folder / "after"

    def backup(self, target: Path) -> None:
        """As operators make one: SQLite's own of the dossiers, and a copy of every file with its times."""
        shutil.copytree(self.settings.instance_path, target)
        with (
            closing(sqlite3.connect(self.settings.instance_path / "ev-scan.db")) as source,
            closing(sqlite3.connect(target / "backup.db")) as copy,
        ):
            source.backup(copy)

    @property
    def spool(self) -> Path:
        return self.after / "monitor" / "spool" / "spool.db"

    def rows(self) -> list[tuple[bytes, bytes, bytes]]:
        """Id, envelope and record of each contribution in the order of arrival; nobody but this test knows it."""
        with closing(sqlite3.connect(self.spool)) as database:
            stored = database.execute("SELECT id, box FROM spool").fetchall()
        opened = {self.team.opener.open(box): (name, box) for name, box in stored}
        assert len(opened) == NUMBER, "each company can be told apart"
        in_order = sorted(opened, key=_place_in)
        return [(*opened[record], record) for record in in_order]


class _Catcher(logging.Handler):
    def __init__(self, lines: list[logging.LogRecord]) -> None:
        super().__init__(logging.DEBUG)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(record)


def _place_in(record: bytes) -> int:
    """The number that `told` wrote in the answers about measures, in base five."""
    digits = record[21:29]
    return sum((code - 1) * 5**power for power, code in enumerate(digits))


@pytest.fixture(scope="module")
def heist(tmp_path_factory, published):
    return Heist(tmp_path_factory.mktemp("heist"), published)


@pytest.fixture(scope="module")
def rows(heist):
    return heist.rows()


@pytest.fixture(scope="module")
def spools(heist, rows, tmp_path_factory):
    """That of the website, and others into which the same envelopes came in the same order."""
    found = [heist.spool]
    hurried = tuple(each.replace("synchronous=FULL", "synchronous=OFF") for each in spool_module._PRAGMAS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spool_module, "_PRAGMAS", hurried)  # waiting for the disk moves no row
        for number in range(1, SPOOLS):
            spool = Spool(tmp_path_factory.mktemp("spools") / str(number) / "spool.db")
            for _, box, _ in rows:
                spool.add([(8107, box)])
            found.append(spool.path)
    return found


def disk(folder: Path) -> dict[str, bytes]:
    """All files but the keys of the site."""
    return files_in(folder, without=folder / "keys")


def marks(rows):
    """By what a thief recognises an envelope: its first bytes are a fresh public key."""
    return [box[:16] for _, box, _ in rows]


def orders(path, rows):
    by_page = rows_by_page(path, marks(rows))
    return [number for page in by_page for number in page], by_page


def test_neither_the_file_nor_a_page_of_it_tells_the_order_of_arrival(rows, spools):
    whole, within, lowest, full = [], [], 0, 0
    for path in spools:
        order, by_page = orders(path, rows)
        assert sorted(order) == list(range(NUMBER))
        whole.append(tau(order))
        within.append(in_pages(by_page))
        found, of = newest_lowest(by_page)
        lowest, full = lowest + found, full + of
    assert max(map(abs, whole)) < SURE * chance(NUMBER)
    assert abs(sum(whole) / SPOOLS) < BOUND
    assert abs(sum(within) / SPOOLS) < BOUND
    assert lowest / full < NEWEST_LOWEST


def test_after_the_night_nothing_is_left_of_the_order_either(heist, rows, tmp_path):
    found = []
    for number in range(SPOOLS):
        spool = Spool(tmp_path / str(number) / "spool.db")
        spool.path.parent.mkdir()
        shutil.copyfile(heist.spool, spool.path)
        spool.rewrite()
        order, by_page = orders(spool.path, rows)
        assert sorted(order) == list(range(NUMBER))
        found += [tau(order), in_pages(by_page)]
    assert abs(sum(found) / len(found)) < SURE * chance(NUMBER), "twelve times the same rows: one draw of chance"


def test_the_log_of_the_dossiers_has_an_order_but_leads_to_no_envelope(heist, rows):
    """In the write-ahead log stands who saved after whom. Joined with the order in the spool it finds nobody."""
    with closing(sqlite3.connect(heist.after / "backup.db")) as database:
        begins = dict(database.execute("SELECT lookup, sealed FROM dossier"))
    marked = [begins[code.lookup][:24] for code in heist.codes]
    saved = order_of_saving((heist.after / "ev-scan.db-wal").read_bytes(), marked)
    assert len(saved) > 20
    assert tau(saved) > 0.95, "the control: this order can be read"
    order, _ = orders(heist.spool, rows)
    among = [number for number in order if number in saved]
    assert abs(tau(among)) < SURE * chance(len(among))
    named = sum(dossier == envelope for dossier, envelope in enumerate(order))
    assert named <= 9, "one is expected by chance; ten or more once in ten million times"


def test_nothing_of_a_dossier_stands_with_the_contributions_and_the_other_way_round(heist, rows):
    spools = {name: data for name, data in disk(heist.after).items() if name.startswith("spool")}
    others = {name: data for name, data in disk(heist.after).items() if name not in spools}
    assert {"spool.db", "spool.db-journal"} == spools.keys()
    assert {"ev-scan.db", "ev-scan.db-wal", "backup.db"} <= others.keys()
    others["log"] = _logged(heist)
    with closing(sqlite3.connect(heist.after / "backup.db")) as database:
        stored = database.execute("SELECT lookup, wrapped_key, sealed FROM dossier").fetchall()
    assert len(stored) == NUMBER
    of_dossiers = [lookup for lookup, _, _ in stored] + [part for _, key, _ in stored for part in pieces(key)]
    of_dossiers += [part for *_, sealed in stored for part in pieces(sealed[:64])]
    assert len(of_dossiers) > 3 * NUMBER
    assert not [part for part in of_dossiers if any(part in data for data in spools.values())]
    of_envelopes = [part for name, box, _ in rows[::8] for part in (name, *pieces(box))]
    haystack = b"\n".join(others.values())
    assert not [part for part in of_envelopes if part in haystack or part.hex().encode() in haystack]


def _logged(heist) -> bytes:
    said = "\n".join(f"{line.getMessage()} {line.args} {line.exc_text}" for line in heist.lines)
    assert "UPDATE dossier" in said, "nothing was logged at all, so nothing can be proved"
    return said.encode()


def secrets_of(heist, rows, published):
    texts = {NOTE, "crown_jewels_list", "supply_chain", "no_opinion", "perceived-digital", "monitor_answers"}
    texts |= {"over_50k", "first_this_year", "contributed", "Wij zijn geen doelwit"}
    texts |= {str(code) for code in heist.codes[::80]}
    records = {record[start : start + 24] for *_, record in rows[::80] for start in (12, 68)}
    return texts | {code.root for code in heist.codes[::80]} | {each for each in records if any(each)}


def test_no_answer_and_no_code_can_be_read_in_any_spelling(heist, rows, published):
    for folder in (heist.before, heist.after):
        found = disk(folder) | {"log": _logged(heist)}
        assert traces(secrets_of(heist, rows, published), found) == set()


def test_a_marker_put_there_on_purpose_is_found(heist, rows, published, tmp_path):
    """The control of the search."""
    *_, record = rows[80]
    planted = {"planted": b"x" + record.hex().upper().encode() + NOTE.encode("utf-16-le")}
    found = {secret for secret, _ in traces(secrets_of(heist, rows, published), planted)}
    assert NOTE in found
    assert record[12:36] in found
    assert len(record) == RECORD_BYTES


def test_no_clock_tells_when(heist, rows):
    for path in (heist.spool, heist.spool.with_name("spool.db-journal"), heist.spool.parent):
        assert path.stat().st_mtime % DAY == 0
    moments = [str(int(heist.begun.timestamp()) + second) for second in range(90)]
    days = [heist.begun.strftime(form) for form in ("%Y-%m-%d", "%d-%m-%Y", "%Y%m%d")]
    stored = {name: data for name, data in disk(heist.after).items() if name != "public-key.json"}
    assert not [(each, name) for each in (*moments, *days) for name, data in stored.items() if each.encode() in data]
    assert not [line for line in heist.lines if "bijdragen" in line.getMessage()]


def test_the_dossier_knows_the_year_and_nothing_finer(heist):
    year = datetime.now(UTC).year
    kept = look(heist.settings, heist.codes[7]).participation.to_document()
    assert (kept["contributed"], kept["year"]) == (year, year)
    assert kept.keys() == {"version", "year", "answers", "contributed"}


def test_the_table_has_three_columns_none_of_them_a_time_and_no_row_numbers(heist):
    with closing(sqlite3.connect(heist.spool)) as database:
        tables = database.execute("SELECT name, sql FROM sqlite_master").fetchall()
        columns = database.execute("PRAGMA table_info(spool)").fetchall()
        assert [name for name, _ in tables] == ["spool"]
        assert "WITHOUT ROWID" in tables[0][1]
        assert [(name, kind) for _, name, kind, *_ in columns] == [("id", "BLOB"), ("period", "INT"), ("box", "BLOB")]
        assert {len(box) for (box,) in database.execute("SELECT box FROM spool")} == {RECORD_BYTES + 48}
        assert len({period for (period,) in database.execute("SELECT period FROM spool")}) == 1
    assert sorted(path.name for path in heist.spool.parent.iterdir()) == ["spool.db", "spool.db-journal"]
    assert heist.spool.with_name("spool.db-journal").stat().st_size == 0


def test_what_is_on_the_web_host_opens_no_envelope(heist, rows):
    secret = bytes.fromhex(heist.team.private_file.split(b'"key": "')[1][:64].decode())
    whole = b"\n".join(files_in(heist.after, without=heist.after / "nothing").values())
    assert secret not in whole
    assert secret.hex().encode() not in whole.lower()
    public = bytes.fromhex(heist.team.folder.public_key.read_bytes().split(b'"key": "')[1][:64].decode())
    *_, box, _ = rows[0]
    for key in (public, *(path.read_bytes()[:32] for path in (heist.after / "keys").iterdir())):
        with pytest.raises(CryptoError):
            SealedBox(PrivateKey(key)).decrypt(box)
    with pytest.raises(TypeError):
        SealedBox(PublicKey(public)).decrypt(box)


def test_two_backups_differ_by_what_arrived_and_not_by_who_sent_it(heist, rows):
    """Half arrived between the two: rows from before are the same, and which of the new ones is whose nobody sees."""
    with closing(sqlite3.connect(heist.before / "monitor" / "spool" / "spool.db")) as database:
        earlier = {name for (name,) in database.execute("SELECT id FROM spool")}
    assert earlier == {name for name, *_ in rows[: NUMBER // 2]}
    order, _ = orders(heist.spool, rows)
    for half in (range(NUMBER // 2), range(NUMBER // 2, NUMBER)):
        assert abs(tau([number for number in order if number in half])) < SURE * chance(NUMBER // 2)


def test_nothing_is_left_of_deleted_contributions_and_wiped_dossiers(heist, rows, tmp_path, published):
    shutil.copytree(heist.settings.instance_path, tmp_path / "host")
    spool = Spool(tmp_path / "host" / "monitor" / "spool" / "spool.db")
    periods = {period for period, *_ in spool.of(range(8000, 8400))}
    assert spool.remove(periods) == NUMBER
    left = b"\n".join(path.read_bytes() for path in spool.path.parent.iterdir())
    assert sum(part in left for name, box, _ in rows for part in (name, *pieces(box))) == 0
    settings = heist.settings
    with closing(sqlite3.connect(settings.instance_path / "ev-scan.db")) as database:
        sealed = list(database.execute("SELECT lookup, sealed FROM dossier LIMIT 50"))
    app = create_app(settings, published)
    try:
        with app.app_context():
            purge(db.engine, EpochKeys(tmp_path / "host" / "keys"), datetime(2099, 1, 1, tzinfo=UTC).date(), 1)
    finally:
        close(app)
    left = b"\n".join(
        path.read_bytes() for path in settings.instance_path.iterdir() if path.name.startswith("ev-scan.db")
    )
    assert sum(part in left for lookup, blob in sealed for part in (lookup, *pieces(blob[:256]))) == 0


# Controls: the same looks at a store as one would make it without thinking.


@pytest.fixture(scope="module")
def careless(rows, tmp_path_factory):
    """A table with row numbers, although its key is random; and nothing overwritten."""
    path = tmp_path_factory.mktemp("careless") / "spool.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA secure_delete=OFF")
        database.execute("CREATE TABLE spool (id BLOB PRIMARY KEY, period INT, box BLOB)")
        for name, box, _ in rows:
            database.execute("INSERT INTO spool VALUES (?, 8107, ?)", (name, box))
            database.commit()
    return path


def test_row_numbers_would_tell_the_whole_order(careless, rows):
    with closing(sqlite3.connect(careless)) as database:
        stored = [box[:16] for (box,) in database.execute("SELECT box FROM spool ORDER BY rowid")]
    place = {mark: number for number, mark in enumerate(marks(rows))}
    assert tau([place[mark] for mark in stored]) >= 0.95
    _, by_page = orders(careless, rows)
    assert in_pages(by_page) <= -0.95, "the newest lies lowest"
    found, of = newest_lowest(by_page)
    assert found / of > 0.9


def test_without_overwriting_everything_would_stay(careless, rows, tmp_path):
    path = tmp_path / "spool.db"
    shutil.copyfile(careless, path)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA secure_delete=OFF")
        database.execute("DELETE FROM spool")
        database.commit()
    left = path.read_bytes()
    assert sum(box[32:64] in left for _, box, _ in rows) > NUMBER * 0.9


def test_rows_that_are_not_mixed_with_their_neighbours_would_lie_lowest_more_often(rows, tmp_path):
    """Without row numbers, and still a trace: why `Spool.add` writes the neighbours anew."""
    lowest = full = 0
    for number in range(2 * SPOOLS):
        path = tmp_path / f"{number}.db"
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA secure_delete=ON")
            database.execute("PRAGMA synchronous=OFF")
            database.execute("CREATE TABLE spool (id BLOB PRIMARY KEY, period INT, box BLOB) WITHOUT ROWID")
            for _, box, _ in rows:
                database.execute("INSERT INTO spool VALUES (?, 8107, ?)", (secrets.token_bytes(16), box))
                database.commit()
        found, of = newest_lowest(rows_by_page(path, marks(rows)))
        lowest, full = lowest + found, full + of
    assert lowest / full > NEWEST_LOWEST
