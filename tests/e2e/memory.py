"""How much memory every process of a hall holds, after visitors came in ten languages and were served: printed as JSON, beside
the limit that its systemd unit sets. None may have come near it."""

import json
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "shared" / "rehearsal"))
from house import House, check, perform  # noqa: E402

UNITS = {"hall": "jiaohao-hall", "web": "jiaohao-web", "printer": "jiaohao-printer@", "kiosk-1": "jiaohao-kiosk",
         "display-1": "jiaohao-display", "caller-1": "jiaohao-caller@"}
TICKETS = 6  # a kiosk gives no more in a minute before it asks whether somebody plays
NEAR = 0.6  # of the limit
MEGA = 1e6


def held(process):
    """Now, and at most so far, in MB."""
    status = Path(f"/proc/{process.child.pid}/status").read_text()
    now, most = (int(re.search(rf"^{field}:\s+(\d+) kB", status, re.M)[1]) for field in ("VmRSS", "VmHWM"))
    return now * 1024 / MEGA, most * 1024 / MEGA


def limit(unit):
    amount, letter = re.search(r"^MemoryMax=(\d+)([MG])$", (ROOT / "assets" / "systemd" / f"{unit}.service").read_text(),
                               re.M).groups()
    return int(amount) * 1024 ** {"M": 2, "G": 3}[letter] / MEGA


def play(house):
    house.start_hall()
    house.start_web()
    house.start_printer()
    house.start_kiosk()
    house.start_display()
    house.start_caller(1)
    house.page("kiosk-1", "welcome")
    languages = [target for target in house.targets("kiosk-1")[1] if target.startswith("language:")]
    for visitor, language in enumerate(languages):
        last = [("detail", "take"), ("ticket", "done")] if visitor < TICKETS else [("detail", "start-over")]
        house.touch_through("kiosk-1", [("welcome", language), ("groups", "group:"), ("services", "service:"), *last,
                                        ("welcome", None)])
    house.jiaohao("open", "--counter", 1, "--clerk", "101")
    for _ in range(TICKETS):
        for step in ("call", "start", "finish"):
            house.jiaohao(step, "--counter", 1)
    figures = {}
    for name, unit in UNITS.items():
        now, most = held(house.processes[name])
        figures[name] = {"rss_mb": round(now, 1), "most_mb": round(most, 1), "limit_mb": round(limit(unit), 1)}
    print(json.dumps({"languages": len(languages), **figures}))
    for name, figure in figures.items():
        check(figure["most_mb"] < NEAR * figure["limit_mb"], f"{name} came near its unit's limit: {figure}")


def main(binaries=None):
    with tempfile.TemporaryDirectory(prefix="jh-memory-") as folder:
        house = House(folder, binaries)
        return perform(house, lambda: play(house))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
