"""A device that has gone mad, or was taken over: its key is good, and its messages do not end. ZeroMQ keeps the parts
of a message until the last one has come; the hall ends such connections (shared/loop/usher.h), and its unit's MemoryMax is the
wall behind that. Three of them flood a hall that has so much memory and no more, while others take tickets: the hall goes on and stays
small. Then it is given next to nothing: it is killed by the limit again and again, started again as systemd would, and when the
flood is over everybody is back. No acknowledged ticket is lost, none is given twice.

And those who subscribe and never read: twenty of them under as many updates as the hall can make. Longer:

    python3 -B tests/e2e/flood.py build/bin [--minutes 5]"""

import os
import re
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "shared" / "rehearsal"), str(HERE)]
from house import check, perform, wait_for  # noqa: E402
from load_day import LoadHall, big_house, megabytes  # noqa: E402

MAD, FLOOD_SECONDS = ("kiosk-1", "display-1", "web"), 12
PARTS = 200_000  # of a kilobyte: it takes seconds until the last one has come
ASKERS, FOLLOWERS, DEAF = 6, 20, 20
DEAF_SECONDS = 25
MOST_MEGABYTES = 400  # of 1024: what comes by a fast connection in half a second, several times
# Megabytes, by the deaf: for each of them ZeroMQ keeps 10,000 messages (SNDHWM) of three frames, 2 MB, and what is in them once
# for all. The rest are the tickets that the updates tell of.
MOST_GROWTH = 120
RESTART_SECONDS = 1.0  # as RestartSec, and shorter


def unit_limit():
    """MemoryMax of the hall's unit, in bytes."""
    unit = (ROOT / "assets" / "systemd" / "jiaohao-hall.service").read_text()
    return int(re.search(r"^MemoryMax=(\d+)G$", unit, re.MULTILINE).group(1)) << 30


class MemoryGroup:
    """A control group of its own, version 1 or 2; None of open() when this machine lets us make none."""

    def __init__(self, folder, limit, peak):
        self.folder, self.limit_file, self.peak_file = folder, limit, peak
        folder.mkdir()

    @staticmethod
    def open():
        name, first, second = f"jh-flood-{os.getpid()}", Path("/sys/fs/cgroup/memory"), Path("/sys/fs/cgroup")
        try:
            if (first / "memory.limit_in_bytes").exists():
                return MemoryGroup(first / name, "memory.limit_in_bytes", "memory.max_usage_in_bytes")
            if "memory" in (second / "cgroup.subtree_control").read_text().split():
                return MemoryGroup(second / name, "memory.max", "memory.peak")
        except OSError:
            pass
        return None

    @property
    def enter(self):
        """The words before a program that is to begin in the group."""
        return ["sh", "-c", 'echo $$ >"$0" && exec "$@"', self.folder / "cgroup.procs"]

    def limit(self, size):
        (self.folder / self.limit_file).write_text(str(size))

    def close(self):
        def gone():
            try:
                self.folder.rmdir()
                return True
            except OSError:
                return False

        wait_for("the control group to be empty", gone)


def watch(house, seconds):
    """The most that the hall held meanwhile, in MB."""
    most, end = 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        check(house.processes["hall"].running(), "the hall has ended")
        most = max(most, megabytes(house))
        time.sleep(0.02)
    return most


def floods(house):
    return [LoadHall(house, device, "flood", "--count", PARTS) for device in MAD]


def bounded(house, devices):
    before, count = megabytes(house), len(devices.issued)
    mad = floods(house)
    most = watch(house, FLOOD_SECONDS)
    given = len(devices.issued) - count
    for one in mad:
        one.kill()
    print(f"  {len(MAD)} devices whose messages do not end: the hall held {before:.0f} MB before and {most:.0f} MB at most; {given} tickets in "
          f"{FLOOD_SECONDS} s meanwhile", flush=True)
    check("ended a connection of 127.0.0.1" in house.processes["hall"].log.read_text(), "no connection was ended")
    check(given > FLOOD_SECONDS, f"only {given} tickets were given during the flood")
    check(most < MOST_MEGABYTES, f"the hall held {most:.0f} MB")


def walled(house, devices, group):
    """What systemd does is done here: start it again, whatever ended it."""
    hall = house.processes["hall"]
    check(hall.stop() == 0, "the hall did not end in order")
    house.restart("hall")  # small again
    wait_for("all displays", lambda: devices.live == FOLLOWERS)
    group.limit((int(megabytes(house)) + 16) << 20)
    mad = floods(house)
    deaths, end = 0, time.monotonic() + FLOOD_SECONDS
    while time.monotonic() < end:
        if hall.running():
            time.sleep(0.05)
            continue
        check(hall.child.returncode == -9, f"the hall ended by itself: {hall.child.returncode}")
        deaths += 1
        time.sleep(RESTART_SECONDS)
        house.restart("hall")
    for one in mad:
        one.kill()
    group.limit(unit_limit())
    if not hall.running():
        house.restart("hall")
    check(deaths > 0, "the limit killed nobody: this test looks at nothing")
    count = len(devices.issued)
    begin = time.monotonic()
    wait_for("everybody to be back", lambda: devices.live == FOLLOWERS and len(devices.issued) > count + 5, 30)
    print(f"  with next to no memory the limit killed the hall {deaths} times; {time.monotonic() - begin:.1f} s after the flood all "
          f"{FOLLOWERS} displays follow again and tickets are given", flush=True)


def judge(house, devices):
    given = [event for event in house.events() if event["kind"] == "TICKET_ISSUED"]
    known = {int(event["ticket"]) for event in given}
    check(len(given) == len(known), "a ticket was issued twice")
    check(len({event["number"] for event in given}) == len(given), "a number was given twice")
    check(set(devices.issued) <= known and len(set(devices.issued)) == len(devices.issued), "an acknowledged ticket is lost or doubled")
    print(f"  {len(devices.issued)} acknowledged tickets are in the journal once", flush=True)


def flooded(house, group):
    group.limit(unit_limit())
    house.start_hall()
    devices = LoadHall(house, "admin", "devices", "--followers", FOLLOWERS, "--askers", ASKERS, "--pause-ms", 100)
    wait_for("tickets and displays", lambda: devices.live == FOLLOWERS and len(devices.issued) > 10)
    bounded(house, devices)
    walled(house, devices, group)
    devices.stop()
    judge(house, devices)


def deaf(house, seconds):
    house.start_hall()
    devices = LoadHall(house, "admin", "devices", "--followers", FOLLOWERS, "--askers", 40, "--pause-ms", 0)
    wait_for("tickets and displays", lambda: devices.live == FOLLOWERS and len(devices.issued) > 10)
    begin, before = len(devices.issued), watch(house, 3)
    nobody = LoadHall(house, "display-1", "deaf", "--count", DEAF)
    middle = watch(house, seconds / 2)
    most = watch(house, seconds / 2)
    updates = len(devices.issued) - begin
    print(f"  {DEAF} subscribers who never read, {updates} updates in {seconds:.0f} s: the hall held {before:.0f} MB before, {middle:.0f} MB in "
          f"the first half and {most:.0f} MB in the second", flush=True)
    nobody.stop()
    devices.stop()
    check(most < before + MOST_GROWTH, f"the hall has grown from {before:.0f} to {most:.0f} MB")


def main():
    words = sys.argv[1:]
    minutes = float(words[words.index("--minutes") + 1]) if "--minutes" in words else DEAF_SECONDS / 60
    binaries = words[0] if words else "build/bin"
    group = MemoryGroup.open()
    failed = 0
    if group is None:
        print("  the flood is left out: this machine lets us make no control group for memory", flush=True)
    else:
        with tempfile.TemporaryDirectory(prefix="jh-") as folder:
            house = big_house(folder, binaries)
            house.before["jiaohao-hall"] = group.enter
            failed = perform(house, lambda: flooded(house, group))
            group.close()
    if failed == 0:
        with tempfile.TemporaryDirectory(prefix="jh-") as folder:
            house = big_house(folder, binaries)
            failed = perform(house, lambda: deaf(house, minutes * 60))
    return failed


if __name__ == "__main__":
    sys.exit(main())
