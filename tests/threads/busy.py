"""A hall under the thread sanitizer, with its threads at work at once: tickets by the command line, calls, looks into the hours
ahead, exports; the web gateway with pages that read and pages that are told of every change; a kiosk that loads its fonts beside
its window. Whoever starts this looks for what the sanitizer wrote (TSAN_OPTIONS, log_path)."""

import json
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "rehearsal"))
from house import Failed, House, check, perform  # noqa: E402

SECONDS = 15


class Crowd:
    """Each of them does one thing again and again until the end; the first who fails is told."""

    def __init__(self):
        self.end = time.monotonic() + SECONDS
        self.failures = []
        self.done = {}
        self.threads = []

    def add(self, name, thing):
        def go():
            try:
                while time.monotonic() < self.end:
                    thing()
                    self.done[name] = self.done.get(name, 0) + 1
            except Exception as error:  # whatever it is, it is to be told
                self.failures.append(f"{name}: {error}")

        self.threads.append(threading.Thread(target=go))
        self.threads[-1].start()

    def leave(self):
        for thread in self.threads:
            thread.join()
        check(not self.failures, "; ".join(self.failures))
        print("  " + ", ".join(f"{count} × {name}" for name, count in sorted(self.done.items())), flush=True)


def page(house, path, pause):
    """The gateway lets a ticket ask once a second, an address a hundred times."""
    time.sleep(pause)
    with urllib.request.urlopen(house.web + path, timeout=30) as answer:
        answer.read()


def told_of_changes(house, token):
    """A visitor's page: what is told within a second, then it is closed, as people do."""
    with urllib.request.urlopen(f"{house.web}/t/{token}/events", timeout=30) as answer:
        end = time.monotonic() + 1
        while time.monotonic() < end:
            check(answer.readline(), "the page was told nothing more")


def languages(house):
    """The welcome page in every language, each with fonts of its own, and the groups of services in it."""
    offered = [target for target in house.targets("kiosk-1")[1] if target.startswith("language:")]
    check(len(offered) > 5, f"the kiosk offers {offered}")
    for language in offered:
        house.touch_through("kiosk-1", [("welcome", language), ("groups", "start-over"), ("welcome", None)], seconds=60)


def play(house):
    house.start_hall()
    house.start_web(60)
    house.start_kiosk()
    house.page("kiosk-1", "welcome", 60)
    service = "pension"  # counter 4 of the demonstration serves it
    house.jiaohao("open", "--counter", 4, "--clerk", 104)
    crowd = Crowd()

    def command(*words):
        """Done or refused; out of reach only where a hall ten times slower does not look ahead in time."""
        done = house.jiaohao(*words, check=False, seconds=60)
        if done.returncode not in ((0, 3, 4) if words[0] == "ahead" else (0, 3)):
            raise Failed(f"{words[0]}: exit {done.returncode}: {done.stderr}")

    crowd.add("take", lambda: command("take", "--service", service))
    crowd.add("call", lambda: [command(verb, "--counter", 4) for verb in ("call", "start", "finish")])
    crowd.add("ahead", lambda: command("ahead", "--open", 5))
    crowd.add("explanation", lambda: command("explain", "--ticket", 1))
    crowd.add("export", lambda: command("export", "--from", "20000101", "--to", "29991231", "--json"))
    token = json.loads(house.jiaohao("take", "--service", service, "--json", seconds=60).stdout)["token"]
    for name, path, pause in (("page", f"/t/{token}", 2), ("figures", "/metrics", 0.05), ("health", "/healthz", 0.05)):
        crowd.add(name, lambda path=path, pause=pause: page(house, path, pause))
    crowd.add("told of changes", lambda: told_of_changes(house, token))
    crowd.add("languages", lambda: languages(house))
    crowd.leave()


def main():
    with tempfile.TemporaryDirectory(prefix="jh-") as folder:
        house = House(folder, *sys.argv[1:2])
        return perform(house, lambda: play(house))


if __name__ == "__main__":
    sys.exit(main())
