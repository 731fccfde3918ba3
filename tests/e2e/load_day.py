"""A city hall's day at sixty times its speed: 200 counters, 60 services, 200 displays, 36 visitors a minute in the busiest
hour and a burst of 500 in ten seconds. Nothing acknowledged is lost or doubled, and every display ends with the hall's own
board. Here its busiest half hour; the whole day of 10,000 tickets takes ten minutes:

    python3 -B tests/e2e/load_day.py build/bin [--whole]"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "rehearsal"))
from house import House, check, perform  # noqa: E402

MOST_MEGABYTES = 400  # of the hall; its unit allows more


def big_house(folder, binaries="build/bin"):
    """A house with a city's hall: 200 counters, 60 services."""
    binaries, toml = Path(binaries).resolve(), Path(folder) / "hall.toml"
    toml.write_text(subprocess.run([binaries / "load-hall", "hall"], capture_output=True, text=True, check=True).stdout)
    return House(Path(folder) / "house", binaries, toml)


class LoadHall:
    """load-hall with a device's key; what `devices` tells is read as it comes. `before`: the words that start it elsewhere."""

    def __init__(self, house, device, *words, endpoint=None, before=()):
        line = ["--hall", endpoint or house.endpoint, "--hall-key", house.keys / "hall.pub", "--key", house.keys / f"{device}.key"]
        self.log = house.logs / f"load-{words[0]}-{device}.log"
        self.child = subprocess.Popen([*before, str(house.binaries / "load-hall"), *map(str, [*words, *line])], text=True,
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log.open("a"))
        self.live, self.issued, self.boards, self.worst = 0, [], [], 0.0
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.child.stdout:
            told = json.loads(line)
            self.live, self.boards = told["live"], told.get("boards", [])
            self.issued += told["issued"]
            self.worst = max(self.worst, told["worst_ms"])

    def kill(self):
        self.child.kill()
        self.child.wait()

    def stop(self):
        self.child.stdin.close()
        check(self.child.wait(20) == 0, f"load-hall did not end in order: {self.log.read_text()}")


def megabytes(house):
    """What the hall holds now."""
    pages = int(Path(f"/proc/{house.processes['hall'].child.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def play(house, *more):
    house.start_hall()
    words = ["day", "--hall", house.endpoint, "--hall-key", house.keys / "hall.pub", "--key", house.keys / "admin.key",
             "--state", house.state, "--pid", house.processes["hall"].child.pid, *more]
    done = subprocess.run([str(house.binaries / "load-hall"), *map(str, words)], capture_output=True, text=True, timeout=900)
    check(done.stdout, f"the day was not played: {done.stderr}")
    told = json.loads(done.stdout)
    print(done.stdout, end="", flush=True)
    check(not told["wrong"], f"{len(told['wrong'])} faults, the first: {told['wrong'][:1]}")
    check(done.returncode == 0, f"exit {done.returncode}: {done.stderr}")
    check(told["tickets"] >= 1500, f"only {told['tickets']} tickets were given")
    check(told["calls"] > told["tickets"] // 2, f"only {told['calls']} of {told['tickets']} were called")
    check(told["hall_rss_mb"] < MOST_MEGABYTES, f"the hall holds {told['hall_rss_mb']} MB")


def main():
    with tempfile.TemporaryDirectory(prefix="jh-") as folder:
        house = big_house(folder, *sys.argv[1:2])
        return perform(house, lambda: play(house, *sys.argv[2:]))



if __name__ == "__main__":
    sys.exit(main())
