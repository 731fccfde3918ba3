"""The journal of a real hall is shipped to a real PostgreSQL by two shippers, as two halls. First 200,000 events at once;
then both shippers and the server are killed again and again while visitors come; at the end the journals are the same, row
for row. The line goes down, the hall goes on; the city's report is the hall's own; its overview says what the hall says."""

import argparse
import csv
import datetime
import filecmp
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "rehearsal"))
from house import Failed, House, Process, check, free_port, in_time, perform, wait_for  # noqa: E402

BACKLOG = 200_000
BACKLOG_SECONDS = 30.0  # generous: it takes a few on a quiet machine
KILLS = 30  # of each
MEMORY_LIMIT = 64 << 20  # bytes a shipper holds, whatever the backlog
WAL_LIMIT = 16 << 20  # bytes; SQLite takes the log back at 4 MiB, what a reader holds up comes on top
PASSWORD = "not-to-be-seen-anywhere"
# What leaves the hall, written down here once more: everything but person and token, and no list of appointments.
COLUMNS = ("seq at kind day ticket counter target service channel declared clerk device number language reason note entry "
           "value foreseen_low foreseen_point foreseen_high count").split()


class Postgres:
    """A server of Debian's PostgreSQL in a folder of its own; it does not run as root."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.port = free_port()
        self.binaries = max(Path("/usr/lib/postgresql").glob("*/bin"))
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] if os.geteuid() == 0 else []
        self.server = None
        if self.user:
            shutil.chown(self.folder, "postgres", "postgres")
        subprocess.run([*self.user, self.binaries / "initdb", "-D", self.folder / "data", "-U", "owner", "-E", "UTF8",
                        "--no-locale", "--no-sync", "--auth-local=trust", "--auth-host=scram-sha-256"], check=True,
                       stdout=subprocess.DEVNULL)

    def start(self):
        def comes_up():
            with (self.folder / "log").open("ab") as log:
                self.server = subprocess.Popen(
                    [*self.user, self.binaries / "postgres", "-D", self.folder / "data", "-k", self.folder, "-p", str(self.port),
                     "-c", "listen_addresses=127.0.0.1", "-c", "recovery_init_sync_method=syncfs"], stdout=log, stderr=log, cwd="/")
            while self.server.poll() is None:  # after a kill it waits in vain for what is left of the one before
                if self.psql("SELECT 1", check=False, database="postgres").returncode == 0:
                    return True
                time.sleep(0.02)
            return False

        wait_for("PostgreSQL", comes_up, seconds=60)

    def kill(self):
        """As a power cut would; what it has started ends as soon as it sees that."""
        self.server.kill()
        self.server.wait()

    def signal_all(self, number):
        for child in self.children():
            os.kill(child, number)
        self.server.send_signal(number)

    def children(self):
        return [int(pid) for pid in
                Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()]

    def stop(self):
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)  # its "fast" end
            self.server.wait(30)

    def psql(self, statement, login="owner", check=True, database="halls"):
        done = subprocess.run(["psql", "-h", str(self.folder), "-p", str(self.port), "-U", login, "-v", "ON_ERROR_STOP=1",
                               "-qAtc", statement, database],
                              capture_output=True, text=True)
        if check and done.returncode != 0:
            raise Failed(f"psql: {done.stderr}")
        return done

    def number(self, statement):
        return int(self.psql(statement).stdout.strip() or 0)

    def address(self, login):
        return f"postgresql://{login}@127.0.0.1:{self.port}/halls"


class People(threading.Thread):
    """Takes, calls and finishes through the command line, without an end."""

    def __init__(self, house, counter):
        super().__init__(daemon=True)
        self.house, self.counter = house, counter
        self.enough = threading.Event()
        self.problem, self.done = None, 0

    def run(self):
        counters = self.house.status()["hall"]["counters"]
        services = next(each for each in counters if each["id"] == self.counter)["services"]
        rng = random.Random(self.counter)
        try:
            self.house.jiaohao("open", "--counter", self.counter, "--clerk", f"10{self.counter}")
            while not self.enough.is_set():
                for words in (["take", "--service", rng.choice(services)], ["call", "--counter", self.counter]):
                    answer = self.house.jiaohao(*words, check=False, seconds=60)
                    check(answer.returncode in (0, 3), f"{words[0]} failed: {answer.stderr}")
                    self.done += 1
                    time.sleep(0.05)
        except Exception as error:  # told to the main thread, which ends the test
            self.problem = error

    def end(self):
        self.enough.set()
        self.join(60)
        if self.problem:
            raise self.problem


def write_backlog(journal, count):
    """Days of long ago, as a hall that was never shipped has them."""
    db = sqlite3.connect(journal)
    seq, ticket = (db.execute(f"SELECT ifnull(max({column}), 0) FROM event").fetchone()[0] for column in ("seq", "ticket"))
    check(seq < 100, "the hall is not new")
    # The hall's own first day comes after all of these.
    own = db.execute("SELECT * FROM event ORDER BY seq").fetchall()
    db.execute("DELETE FROM event")
    rng, rows, day = random.Random(3), [], datetime.date(2025, 1, 1)

    def row(at, kind, **fields):
        values = dict.fromkeys(COLUMNS, 0)
        values.update(dict.fromkeys("service channel declared clerk device number language reason note".split(), ""))
        values.update(foreseen_low=None, foreseen_point=None, foreseen_high=None)
        values.update(seq=len(rows) + 1, at=at, kind=kind, day=int(day.strftime("%Y%m%d")), **fields)
        rows.append([*(values[column] for column in COLUMNS), *fields_private(kind, values)])

    def fields_private(kind, values):
        return (f"person-{values['ticket']}", f"{values['ticket']:020x}") if kind == 2 else ("", "")

    while len(rows) < count:
        at = int(datetime.datetime(day.year, day.month, day.day, 1, tzinfo=datetime.timezone.utc).timestamp()) * 1000
        row(at, 1)
        for number in range(1, 500):
            ticket += 1
            at += rng.randrange(1000, 60000)
            name = dict(ticket=ticket, counter=1 + number % 6, clerk=f"10{1 + number % 6}")
            low = rng.randrange(60_000, 900_000)
            row(at, 2, ticket=ticket, service="pension", channel="ordinary", number=f"D{number:03}", language="zh-Hans",
                entry=at, foreseen_low=low, foreseen_point=low * 2, foreseen_high=low * 3)
            row(at + 1, 3, **name)
            row(at + 2, 5, **name)
            row(at + 3, 6, **name, reason="done", note=rng.choice(["", "", "复印件\t缺第二页\n下次补", "back\\slash"]))
            if number % 3 == 0:
                row(at + 4, 15, ticket=ticket, value=1 + number % 5, count=5555)
        day += datetime.timedelta(days=1)
    sql = f"INSERT INTO event ({','.join(COLUMNS)},person,token) VALUES ({','.join('?' * (len(COLUMNS) + 2))})"
    db.executemany(sql, rows)
    columns = [each[1] for each in db.execute("PRAGMA table_info(event)")]
    for old in own:
        values = dict(zip(columns, old))
        values["seq"] += len(rows)
        db.execute(f"INSERT INTO event ({','.join(columns)}) VALUES ({','.join('?' * len(columns))})",
                   [values[column] for column in columns])
    db.commit()
    db.close()
    return len(rows)


def journal_dump(house):
    """Every column that is shipped, by sqlite3 alone."""
    db = sqlite3.connect(f"file:{house.state / 'journal.db'}?mode=ro", uri=True)
    note = COLUMNS.index("note")
    rows = []
    for row in db.execute(f"SELECT {','.join(COLUMNS)} FROM event ORDER BY seq"):
        texts = ["" if value is None else str(value) for value in row]
        texts[note] = "" if row[COLUMNS.index("kind")] == 24 else texts[note]
        rows.append(texts)
    db.close()
    return rows


def city_dump(postgres, hall):
    """The same by PostgreSQL's own COPY."""
    statement = (f"COPY (SELECT {','.join(COLUMNS)} FROM jiaohao.event WHERE hall = '{hall}' ORDER BY store, seq) "
                 "TO STDOUT WITH (FORMAT csv, NULL '', FORCE_QUOTE *)")
    return list(csv.reader(postgres.psql(statement).stdout.splitlines(keepends=True)))


def same_journals(house, postgres, halls):
    def level():
        last = sqlite_last(house)
        return all(postgres.number(f"SELECT max(seq) FROM jiaohao.event WHERE hall = '{hall}'") == last for hall in halls)

    wait_for("the city to have everything", level, seconds=90)
    here = journal_dump(house)
    for hall in halls:
        there = city_dump(postgres, hall)
        check(len(here) == len(there), f"{hall}: {len(there)} events are in the city, {len(here)} in the hall")
        for ours, theirs in zip(here, there):
            check(ours == theirs, f"{hall}: {theirs} is in the city, {ours} in the hall")
    print(f"  the same {len(here)} events in the hall and in the city", flush=True)


def sqlite_last(house):
    db = sqlite3.connect(f"file:{house.state / 'journal.db'}?mode=ro", uri=True)
    try:
        return db.execute("SELECT max(seq) FROM event").fetchone()[0]
    finally:
        db.close()


class Wal(threading.Thread):
    """Watches how large the hall's write-ahead log grows."""

    def __init__(self, house):
        super().__init__(daemon=True)
        self.file, self.largest = house.state / "journal.db-wal", 0

    def run(self):
        while True:
            try:
                self.largest = max(self.largest, self.file.stat().st_size)
            except OSError:
                pass
            time.sleep(0.05)


def shipper(house, postgres, hall, passfile):
    words = [house.binaries / "jiaohao-ship", "--config", house.hall_file, "--state", house.state, "--city",
             postgres.address(f"ship_{hall}"), "--hall", hall]
    house.processes[f"ship-{hall}"] = Process(f"ship-{hall}", words, house.logs, {"PGPASSFILE": str(passfile)})
    return house.processes[f"ship-{hall}"]


def ship_backlog(house, postgres, ship, backlog):
    begin = time.monotonic()
    ship.start()
    wait_for("the backlog to be in the city",
             lambda: postgres.number("SELECT max(seq) FROM jiaohao.event WHERE hall = 'north'") >= backlog, seconds=180)
    took = time.monotonic() - begin
    print(f"  {backlog} events of backlog in {took:.1f} s, {backlog / took:.0f} a second", flush=True)
    in_time(took < BACKLOG_SECONDS, f"{backlog} events took {took:.1f} s")
    status = Path(f"/proc/{ship.child.pid}/status").read_text()
    memory = int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) << 10
    print(f"  the shipper held {memory >> 20} MiB at most", flush=True)
    check(memory < MEMORY_LIMIT, f"the shipper held {memory} bytes")


def kill_again_and_again(postgres, ships, seconds):
    """At least KILLS of each, for at least `seconds`."""
    rng, begin, counts = random.Random(11), time.monotonic(), dict.fromkeys(["server", *ships], 0)
    while min(counts.values()) < KILLS or time.monotonic() - begin < seconds:
        for name, ship in ships.items():
            time.sleep(rng.uniform(0, 0.3))
            ship.kill()
            ship.start()
            counts[name] += 1
        time.sleep(rng.uniform(0, 0.4))
        postgres.kill()
        counts["server"] += 1
        postgres.start()
        for hall in ships:  # the hall's numbers have no holes
            holes = postgres.number(f"SELECT coalesce(max(seq), 0) - count(*) FROM jiaohao.event WHERE hall = '{hall}'")
            check(holes == 0, f"{hall}: {holes} events before the last one are not in the city")
    print(f"  {counts} kills in {time.monotonic() - begin:.0f} s", flush=True)


def line_down(house, postgres, ships):
    postgres.stop()
    begin, before = time.monotonic(), sqlite_last(house)
    slowest = 0.0
    for number in range(20):
        asked = time.monotonic()
        house.jiaohao("take", "--service", "pension")
        slowest = max(slowest, time.monotonic() - asked)
    check(all(ship.running() for ship in ships.values()), "a shipper ended because the city was away")
    check(sqlite_last(house) >= before + 20, "the hall did not go on")
    print(f"  the city away for {time.monotonic() - begin:.1f} s: 20 tickets, the slowest in {slowest:.2f} s", flush=True)
    postgres.start()


def ends_at_once(postgres, ship):
    """Also while it waits for a server that takes bytes and says nothing."""
    time.sleep(1.0)
    postgres.signal_all(signal.SIGSTOP)
    time.sleep(0.6)  # it now waits for an answer
    begin = time.monotonic()
    code = ship.stop(seconds=5)
    took = time.monotonic() - begin
    postgres.signal_all(signal.SIGCONT)
    check(code == 0 and took < 2, f"asked to end it took {took:.1f} s and said {code}")


def same_reports(house, postgres, passfile):
    """Byte for byte, once both were made in the same second."""
    environment = {**os.environ, "PGPASSFILE": str(passfile)}
    for attempt in range(20):
        own, city = house.out / f"own-{attempt}", house.out / f"city-{attempt}"
        asked = subprocess.Popen([house.binaries / "jiaohao-ship", "report", "--city", postgres.address("office"), "--hall",
                                  "north", "--day", "today", "--out", city], env=environment, stdout=subprocess.DEVNULL)
        house.jiaohao("report", "--day", "today", "--out", own)
        check(asked.wait(60) == 0, "jiaohao-ship report failed")
        made = [json.loads((folder / "report.json").read_text())["report"]["made_at"] for folder in (own, city)]
        if made[0] != made[1]:
            continue
        names = sorted(path.name for path in own.iterdir())
        check(names == sorted(path.name for path in city.iterdir()), "the city's report has other files")
        differ = [name for name in names if not filecmp.cmp(own / name, city / name, shallow=False)]
        check(not differ, f"these differ from the hall's own report: {differ}")
        print(f"  the day's report of the hall and of the city: {len(names)} files, byte for byte the same", flush=True)
        break
    else:
        raise Failed("the two reports were never made in the same second")
    subprocess.run([house.binaries / "jiaohao-ship", "report", "--city", postgres.address("office"), "--all", "--day", "today",
                    "--out", house.out / "all"], env=environment, check=True, stdout=subprocess.DEVNULL)
    lines = (house.out / "all" / "halls.csv").read_text("utf-8-sig").splitlines()
    check([line.split(",")[0] for line in lines] == ["hall", "north", "south"], f"halls.csv has {lines}")


def same_overview(house, postgres, passfile):
    shown = subprocess.run([house.binaries / "jiaohao-ship", "overview", "--city", postgres.address("office"), "--json"],
                           env={**os.environ, "PGPASSFILE": str(passfile)}, check=True, capture_output=True, text=True).stdout
    north = next(hall for hall in json.loads(shown)["halls"] if hall["hall"] == "north")
    status = house.status()
    waiting = sum(outlook.get("waiting", 0) for outlook in status["outlooks"])
    counters = [counter for counter in status["counters"] if counter.get("state", "") == "OPEN"]
    served = sum(counter.get("served", 0) for counter in status["counters"])
    said = (north["waiting"], north["counters_open"], north["served"])
    check(said == (waiting, len(counters), served),
          f"the overview says {said}, the hall {(waiting, len(counters), served)} (waiting, open, served)")
    print(f"  waiting, open counters, served today: {said}, as the hall says", flush=True)


def nothing_leaked(house, postgres, ships):
    everything = postgres.psql("SELECT string_agg(e::text, ' ') FROM (SELECT * FROM jiaohao.event LIMIT 100000) e").stdout
    check("person-" not in everything, "a person has left the hall")
    columns = postgres.psql("SELECT column_name FROM information_schema.columns WHERE table_schema = 'jiaohao'").stdout.split()
    check("person" not in columns and "token" not in columns, "the city has a column for persons or tokens")
    for ship in ships.values():
        check(PASSWORD not in ship.log.read_text(), "the password is in a log")
        check(PASSWORD.encode() not in Path(f"/proc/{ship.child.pid}/cmdline").read_bytes(), "the password is on a command line")


def prepare(house, postgres, passfile):
    postgres.start()
    postgres.psql("CREATE DATABASE halls", database="postgres")
    owner = f"host={postgres.folder} port={postgres.port} user=owner dbname=halls"
    ship = house.binaries / "jiaohao-ship"
    subprocess.run([ship, "schema", "--city", owner], check=True)
    lines = []
    for login in ("ship_north", "ship_south", "office"):
        postgres.psql(f"CREATE ROLE {login} LOGIN PASSWORD '{PASSWORD}'")
        lines.append(f"127.0.0.1:{postgres.port}:halls:{login}:{PASSWORD}\n")
    postgres.psql("GRANT jiaohao_read TO office")
    passfile.write_text("".join(lines))
    passfile.chmod(0o600)
    for hall in ("north", "south"):
        subprocess.run([ship, "admit", "--city", owner, "--hall", hall, "--login", f"ship_{hall}"], check=True)


def story(house, postgres, options):
    passfile = house.out / "pgpass"
    prepare(house, postgres, passfile)
    house.start_hall()
    check(house.processes["hall"].stop() == 0, "the hall did not end in order")
    backlog = write_backlog(house.state / "journal.db", options.backlog)
    house.restart("hall")
    wait_for("the hall to answer", lambda: house.jiaohao("status", check=False).returncode == 0, seconds=60)
    wal = Wal(house)
    wal.start()
    people = [People(house, counter) for counter in (1, 2)]
    for each in people:
        each.start()

    ships = {hall: shipper(house, postgres, hall, passfile) for hall in ("north", "south")}
    ship_backlog(house, postgres, ships["north"], backlog)
    ships["south"].start()
    kill_again_and_again(postgres, ships, options.minutes * 60)
    for each in people:
        each.end()
    print(f"  {sum(each.done for each in people)} commands meanwhile; the hall's log grew to {wal.largest >> 10} KiB", flush=True)
    check(0 < wal.largest < WAL_LIMIT, f"the hall's write-ahead log grew to {wal.largest} bytes")
    same_journals(house, postgres, ships)

    line_down(house, postgres, ships)
    same_journals(house, postgres, ships)
    nothing_leaked(house, postgres, ships)
    same_reports(house, postgres, passfile)
    same_overview(house, postgres, passfile)
    for ship in ships.values():
        ends_at_once(postgres, ship)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binaries", nargs="?")
    parser.add_argument("--backlog", type=int, default=BACKLOG)
    parser.add_argument("--minutes", type=float, default=0, help="how long to go on killing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jh-") as folder, tempfile.TemporaryDirectory(prefix="jh-pg-") as database:
        house = House(folder, *([options.binaries] if options.binaries else []))
        postgres = Postgres(database)
        try:
            return perform(house, lambda: story(house, postgres, options), [postgres.folder / "log"])
        finally:
            postgres.stop()


if __name__ == "__main__":
    sys.exit(main())
