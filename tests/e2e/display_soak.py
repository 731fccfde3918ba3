"""A display with a board, a counter's panel and a strip before a hall in which something happens all the time: its
memory must not grow. Short in the test run; the full one is the same with more time:

    python3 -B tests/e2e/display_soak.py build/bin --hours 24
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "rehearsal"))
from house import ROOT, Failed, House, check, perform, wait_for  # noqa: E402

SHORT_SECONDS = 24
WARM_SHARE, WARM_MOST = 0.2, 900.0  # of the time, seconds: until the allocator has found its size
FILLING_NOTICES = 120
# MB (10^6 bytes). What the display has in use does not grow once the cache of its texts is full (10 MB) and the day's
# tickets are known (1 kB each): measured with malloc_stats. What still grows are the holes between the cached texts, and
# pages of the program that were not needed before: 1 to 2 MB in the short run, less than 1 in an hour's after its warm-up.
MOST_GROWTH = 3.0


class Days:
    """Makes something happen: visitors come, clerks call, call again, serve, give up, pause; notices change."""

    def __init__(self, house, seed=7):
        self.house = house
        self.random = random.Random(seed)
        hall = house.status()["hall"]
        self.services = [service["id"] for service in hall["services"]]
        self.counters = [counter["id"] for counter in hall["counters"]]
        self.done = 0

    def say(self, *words):
        """What the hall refuses is part of a day."""
        code = self.house.jiaohao(*words, check=False).returncode
        check(code in (0, 3, 4), f"jiaohao {' '.join(map(str, words))}: exit {code}")
        self.done += 1

    def begin(self):
        for counter in self.counters:
            self.say("open", "--counter", counter, "--clerk", 100 + counter)

    def notice(self, sentences):
        numbers = [f"{self.done}.{number}" for number in range(1, sentences + 1)]
        self.say("notice", "--text", "zh-Hans=" + "".join(f"今天第 {number} 条通知。" for number in numbers),
                 "--text", "en=" + " ".join(f"Notice {number} of today." for number in numbers))

    def fill(self):
        """New words on the screens, until they have forgotten the first of them: their cache is full, first of
        many small pieces, and then of such as a day leaves there."""
        for sentences in (10, 1):
            for _ in range(FILLING_NOTICES):
                self.notice(sentences)
                self.step()

    def step(self):
        counter = self.random.choice(self.counters)
        what = self.random.choices(("take", "call", "recall", "start", "finish", "no-show", "pause", "notice"),
                                   (30, 30, 10, 12, 8, 4, 4, 2))[0]
        if what == "take":
            self.say("take", "--service", self.random.choice(self.services))
        elif what == "notice":
            self.notice(1)
        elif what == "pause":
            self.say("pause", "--counter", counter, "--reason", "Back soon")
            self.say("resume", "--counter", counter)
        else:
            self.say(what, "--counter", counter)


def megabytes(process):
    """What the process has in memory: its RSS."""
    for line in Path(f"/proc/{process.child.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise Failed("the display has ended")


def start_display(house):
    """Three screens of one process, with pictures that change."""
    pictures = house.out / "pictures"
    film = pictures / "film@12"
    film.mkdir(parents=True)
    for number, name in enumerate(("kiosk-welcome", "ticket", "pad")):
        (film / f"{number}.png").symlink_to(ROOT / "assets" / "pictures" / f"{name}.png")
    (house.out / "mine.toml").write_text((ROOT / "assets" / "display" / "landscape-media.toml").read_text())
    (house.out / "display.toml").write_text("""pictures = "pictures"
phone_page = "http://127.0.0.1:8080/"
[[screen]]
width = 1280
height = 720
left = 0
top = 0
layout = "mine.toml"
[[screen]]
width = 480
height = 288
left = 0
top = 720
counter = 3
[[screen]]
width = 800
height = 128
left = 480
top = 720
counter = 1
languages = ["ar", "en"]
""")
    house._start_on_screen("display-1", "jiaohao-display", (1280, 1010),
                           ["--config", house.out / "display.toml", "--device", "display-1", "--virtual-speaker",
                            house.out / "spoken"])
    log = house.processes["display-1"].log
    wait_for("the display to follow", lambda: "can be read" in log.read_text())
    return house.processes["display-1"]


def touch_layout(house, round_):
    """A technician at work: a right layout and a wrong one in turn."""
    text = (ROOT / "assets" / "display" / "landscape-media.toml").read_text()
    (house.out / "mine.toml").write_text(text + ("\nwrong\n" if round_ % 2 else f"\n# {round_}\n"))


def soak(house, seconds):
    house.start_hall()
    display = start_display(house)
    days = Days(house)
    days.begin()
    days.fill()
    begin = time.monotonic()
    warm = begin + min(WARM_SHARE * seconds, WARM_MOST)
    samples, rounds, next_round, next_line = [], 0, begin + seconds / 6, begin
    while time.monotonic() < begin + seconds:
        days.step()
        now = time.monotonic()
        check(display.running(), "the display has ended")
        if now >= next_round:  # six times: out of touch and back, and another layout
            rounds += 1
            next_round += seconds / 6
            touch_layout(house, rounds)
            house.processes["hall"].kill()
            house.restart("hall")
        if now >= warm:
            samples.append(megabytes(display))
        if now >= next_line:
            next_line += max(5.0, seconds / 100)
            print(f"  {now - begin:7.0f} s: {megabytes(display):.1f} MB after {days.done} steps", flush=True)
    wait_for("the hall to answer", lambda: house.jiaohao("status", check=False).returncode == 0)
    quarter = max(1, len(samples) // 4)
    first, last = statistics.median(samples[:quarter]), statistics.median(samples[-quarter:])
    print(f"  warm {first:.1f} MB, at the end {last:.1f} MB, most {max(samples):.1f} MB")
    check(last - first < MOST_GROWTH, f"the display grew from {first:.1f} to {last:.1f} MB in {seconds:.0f} s")


def main():
    parser = argparse.ArgumentParser(description="Shows that the display's memory does not grow.")
    parser.add_argument("binaries", nargs="?")
    parser.add_argument("--hours", type=float, default=SHORT_SECONDS / 3600)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jh-") as folder:
        house = House(folder, options.binaries)
        return perform(house, lambda: soak(house, options.hours * 3600))


if __name__ == "__main__":
    sys.exit(main())
