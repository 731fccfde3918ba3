"""A real cable between the hall and its devices: a network namespace with a pair of interfaces. It is taken down for 25
seconds with 500 displays and eight kiosks at its end, who do not hear that anything was closed; then it is plugged in
again, and all of them are back within three seconds. Meanwhile displays that subscribe and never read a word cost nobody
anything. What was acknowledged is in the journal once, and the hall's memory stays where it was.

Needs root, for the namespace."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "shared" / "rehearsal"), str(HERE)]
from house import check, in_time, perform, wait_for  # noqa: E402
from load_day import LoadHall, big_house, megabytes  # noqa: E402

FOLLOWERS, ASKERS, DEAF = 500, 8, 20
CUT_SECONDS, BACK_SECONDS = 25.0, 3.0
MOST_MEGABYTES = 250
NAME = f"jh{os.getpid() % 10000}"
THERE = ("ip", "netns", "exec", NAME)


def ip(*words):
    subprocess.run(["ip", *map(str, words)], check=True, capture_output=True, text=True)


class Cable:
    """From this machine to another one, which is a namespace: 10.77.0.1 here, 10.77.0.2 there."""

    def __enter__(self):
        ip("netns", "add", NAME)
        ip("link", "add", f"{NAME}a", "type", "veth", "peer", "name", f"{NAME}b", "netns", NAME)
        ip("addr", "add", "10.77.0.1/24", "dev", f"{NAME}a")
        ip("link", "set", f"{NAME}a", "up")
        for words in (("addr", "add", "10.77.0.2/24", "dev", f"{NAME}b"), ("link", "set", f"{NAME}b", "up"),
                      ("link", "set", "lo", "up")):
            ip("netns", "exec", NAME, "ip", *words)
        return self

    def pull(self):
        ip("link", "set", f"{NAME}a", "down")

    def plug(self):
        ip("link", "set", f"{NAME}a", "up")

    def __exit__(self, *_):
        subprocess.run(["ip", "netns", "del", NAME], capture_output=True)


def cut(house, cable, devices):
    """How soon after it all displays follow and a ticket is given."""
    cable.pull()
    time.sleep(2.5)
    check(devices.live == 0, f"{devices.live} displays say that they follow a hall that they cannot reach")
    time.sleep(CUT_SECONDS - 2.5)
    check(megabytes(house) < MOST_MEGABYTES, "the hall's memory has grown during the cut")
    check(int(house.status()["seq"]) > 0, "the hall does not answer beside the cable")
    count = len(devices.issued)
    cable.plug()
    begin = time.monotonic()
    wait_for("all displays to follow again", lambda: devices.live == FOLLOWERS, 60)
    back = time.monotonic() - begin
    wait_for("a ticket after the cut", lambda: len(devices.issued) > count, 20)
    asked = time.monotonic() - begin
    print(f"  after a cut of {CUT_SECONDS:.0f} s {FOLLOWERS} displays follow again within {back:.2f} s, the first ticket comes "
          f"after {asked:.2f} s", flush=True)
    return max(back, asked)


def play(house, cable):
    house.start_hall()
    devices = LoadHall(house, "admin", "devices", "--followers", FOLLOWERS, "--askers", ASKERS, "--pause-ms", 200, before=THERE)
    deaf = LoadHall(house, "admin", "deaf", "--count", DEAF, before=THERE)
    begin = time.monotonic()
    wait_for("all displays", lambda: devices.live == FOLLOWERS, 60)
    # A thousand handshakes, both sides of which this machine computes, take their time without any cut as well.
    at_first = time.monotonic() - begin
    print(f"  {FOLLOWERS} displays follow {at_first:.1f} s after they were switched on", flush=True)
    count = len(devices.issued)
    wait_for("tickets", lambda: len(devices.issued) > count + 50, 30)
    before = megabytes(house)

    soon = cut(house, cable, devices)
    in_time(soon < BACK_SECONDS + at_first, f"the displays and tickets were back after {soon:.2f} s only")
    after = megabytes(house)
    print(f"  the hall held {before:.0f} MB, now {after:.0f} MB")
    check(max(before, after) < MOST_MEGABYTES, "the hall's memory has grown")
    devices.stop()
    deaf.stop()
    issued = [event["ticket"] for event in house.events() if event["kind"] == "TICKET_ISSUED"]
    known = set(map(int, issued))
    check(len(issued) == len(known), "a ticket was issued twice")
    check(set(devices.issued) <= known and len(set(devices.issued)) == len(devices.issued), "an acknowledged ticket is lost or doubled")
    print(f"  {len(devices.issued)} acknowledged tickets are in the journal once", flush=True)


def main():
    with tempfile.TemporaryDirectory(prefix="jh-") as folder, Cable() as cable:
        house = big_house(folder, *sys.argv[1:2])
        house.endpoint = house.endpoint.replace("127.0.0.1", "10.77.0.1")
        return perform(house, lambda: play(house, cable))



if __name__ == "__main__":
    sys.exit(main())
