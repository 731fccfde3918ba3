"""A supervisor evacuates the hall: every screen shows it and the loudspeaker says it within a second of the command, the
hall's sudden death takes it from no screen, nobody gets a number or is called, and the all-clear gives everything back
within a second. Real hall, kiosk, board, pad, strip, visitor's panel and voice."""

import os
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "rehearsal"))
from house import House, check, in_time, perform, wait_for  # noqa: E402

AT_ONCE_SECONDS = 1.0
RED = (0xA3, 0x24, 0x1B)


def is_red(house, name, x, y):
    """Whether this pixel of an X screen has the colour of an evacuation."""
    environment = {**os.environ, **house.screens[name].environment}
    png = subprocess.run(["maim", "-u", "-g", f"1x1+{x}+{y}"], env=environment, check=True, capture_output=True, timeout=20).stdout
    data, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at:at + 4], "big")
        if png[at + 4:at + 8] == b"IDAT":
            data += png[at + 8:at + 8 + length]
        at += 12 + length
    return tuple(zlib.decompress(data)[1:4]) == RED  # one row: its filter changes nothing of the first pixel


def shows_it(house, name, places):
    return all(is_red(house, name, x, y) for x, y in places)


def spoken(house):
    log = house.out / "spoken" / "speaker.log"
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def covered(house, eyes):
    return {name for name, places in eyes.items() if shows_it(house, name, places)}


def on_all(house, eyes, wanted, begin):
    """How long after `begin` each screen shows it, or does not any more."""
    took = {}
    while len(took) < len(eyes):
        for name, places in eyes.items():
            if name not in took and all(is_red(house, name, x, y) == wanted for x, y in places):
                took[name] = time.monotonic() - begin
        in_time(time.monotonic() < begin + 10, f"{'covered' if wanted else 'free'} after ten seconds: only {sorted(took)}")
    return took


def at_once(what, took):
    print(f"  {what}: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in sorted(took.items())), flush=True)
    late = {name: seconds for name, seconds in took.items() if seconds > AT_ONCE_SECONDS}
    in_time(not late, f"{what}: late on {', '.join(sorted(late))}")


def refused(house, *words):
    done = house.jiaohao(*words, check=False)
    check(done.returncode == 3 and "evacuated" in done.stderr, f"jiaohao {' '.join(map(str, words))}: exit {done.returncode} {done.stderr}")


def play(house):
    house.start_hall()
    house.start_printer()
    house.start_kiosk(540, 960)
    house.start_display(960, 540)
    house.start_caller(1, True)
    house.start_caller(2, False, "--strip")
    served = next(counter for counter in house.status()["hall"]["counters"] if counter["id"] == 1)["services"]
    for number in range(4):
        house.jiaohao("take", "--service", served[number % len(served)])
    house.jiaohao("open", "--counter", 1, "--clerk", "101")
    house.jiaohao("call", "--counter", 1)
    house.page("kiosk-1", "welcome")
    house.page("caller-1", "called")
    wait_for("the call to be said", lambda: len(spoken(house)) >= 1)

    # Where each window is red while it is covered: near its edge, where no text stands.
    eyes = {"kiosk-1": [(6, 6)], "display-1": [(6, 6)]}
    for name, titles in (("caller-1", ("Jiaohao counter 1", "Jiaohao visitor panel 1")), ("caller-2", ("Jiaohao strip 2",))):
        origins = [house.screens[name].window_origin(title) for title in titles]
        eyes[name] = [(x + 3, y + 3) for x, y in origins]
    check(not covered(house, eyes), "a screen is red before anything has happened")

    said = len(spoken(house))
    begin = time.monotonic()
    house.jiaohao("alarm", "--kind", "evacuation")
    took = on_all(house, eyes, True, begin)
    wait_for("the loudspeaker to say it", lambda: len(spoken(house)) > said, seconds=10)
    took["voice"] = time.monotonic() - begin
    at_once("evacuation", took)
    check("离开大厅" in spoken(house)[said], f"the loudspeaker says {spoken(house)[said]}")
    check(house.targets("kiosk-1") == ("alarm", {}), "the kiosk can be touched")

    refused(house, "take", "--service", served[0])
    refused(house, "call", "--counter", 1)
    house.jiaohao("start", "--counter", 1)
    house.jiaohao("finish", "--counter", 1)

    house.processes["hall"].kill()
    time.sleep(3.5)  # longer than anybody believes in a hall that is silent
    check(covered(house, eyes) == set(eyes), f"without the hall only {sorted(covered(house, eyes))} still show it")
    house.restart("hall")
    wait_for("the hall to answer", lambda: house.jiaohao("status", check=False).returncode == 0)
    check(house.status()["alarm"]["kind"] == "ALARM_EVACUATION", "the hall has forgotten it")
    check(covered(house, eyes) == set(eyes), "the hall's return took it from a screen")
    refused(house, "take", "--service", served[0])
    wait_for("the pad to follow again", lambda: house.processes["caller-1"].log.read_text().count("is in reach") > 1)
    time.sleep(1.0)  # the others join within the same second

    begin = time.monotonic()
    house.jiaohao("all-clear")
    at_once("all-clear", on_all(house, eyes, False, begin))
    house.page("kiosk-1", "welcome")
    said = len(spoken(house))
    check(house.jiaohao("call", "--counter", 1).returncode == 0, "nobody is called after the all-clear")
    wait_for("the next call to be said", lambda: len(spoken(house)) > said)
    check("离开" not in spoken(house)[-1], "the loudspeaker goes on with it")


def main():
    with tempfile.TemporaryDirectory(prefix="jh-") as folder:
        house = House(folder, *sys.argv[1:2])
        return perform(house, lambda: play(house))



if __name__ == "__main__":
    sys.exit(main())
