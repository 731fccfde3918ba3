"""A hall under the thread sanitizer, with its threads at work at once: tickets by the command line, calls, looks into the hours
ahead, exports. Whoever starts this looks for what the sanitizer wrote (TSAN_OPTIONS, log_path)."""

import sys
import tempfile
import threading
import time
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


def play(house):
    house.start_hall()
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
    crowd.leave()


def main():
    with tempfile.TemporaryDirectory(prefix="jh-") as folder:
        house = House(folder, *sys.argv[1:2])
        return perform(house, lambda: play(house))


if __name__ == "__main__":
    sys.exit(main())
