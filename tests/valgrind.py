"""Every program under valgrind, at a real hall, used a little and stopped in order: what it has lost by then, what it read that
nobody wrote, and its exit code.

    python3 -B tests/valgrind.py build/bin [hall web lab jiaohao kiosk caller display printer]

What libraries lose by design stands in valgrind.supp, with reasons."""

import json
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "shared" / "rehearsal"), str(ROOT / "tests" / "e2e")]
from house import Failed, House, check, read_json, wait_for  # noqa: E402
from kill_each import kiosk_visit  # noqa: E402

PATIENCE = 180  # seconds: thirty times slower
FOUND = 99      # the exit code of a program in which valgrind has found something
PROGRAMS = ("hall", "web", "lab", "jiaohao", "kiosk", "caller", "display", "printer")
SERVICE, COUNTER, CLERK = "pension", 4, 104  # of the demonstration: who serves what
NO_WINDOW = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}


def valgrind(house, program):
    # What libdbus forks to look for a bus has a copy of everything and frees nothing.
    return ["valgrind", "--quiet", "--child-silent-after-fork=yes", "--leak-check=full", "--show-leak-kinds=definite,indirect,possible",
            "--errors-for-leak-kinds=definite,indirect,possible", f"--error-exitcode={FOUND}", "--num-callers=30",
            f"--suppressions={ROOT / 'tests' / 'valgrind.supp'}", f"--log-file={house.out / program}.valgrind"]


def once(house, program, *words):
    """A program that ends by itself."""
    done = subprocess.run([*map(str, [*valgrind(house, program), house.binaries / program, *words])], capture_output=True, text=True,
                          timeout=PATIENCE)
    check(done.returncode == 0, f"{program} {' '.join(map(str, words))}: exit {done.returncode}: {done.stderr}")


def some_work(house):
    token = json.loads(house.jiaohao("take", "--service", SERVICE, "--json", seconds=PATIENCE).stdout)["token"]
    for words in (("open", "--counter", COUNTER, "--clerk", CLERK), ("call", "--counter", COUNTER), ("start", "--counter", COUNTER),
                  ("finish", "--counter", COUNTER), ("ahead", "--open", 5), ("take", "--service", SERVICE)):
        house.jiaohao(*words, seconds=PATIENCE)
    return token


def hall(house):
    some_work(house)


def web(house):
    house.start_web(PATIENCE)
    token = some_work(house)
    for path in (f"/t/{token}", f"/t/{token}/view", "/staff", "/metrics"):
        with urllib.request.urlopen(f"{house.web}{path}", timeout=PATIENCE) as answer:
            answer.read()


def jiaohao(house):
    line = house._line("admin")
    for words in (("status",), ("take", "--service", SERVICE), ("explain", "--ticket", 1), ("ahead",),
                  ("export", "--from", "20000101", "--to", "29991231", "--csv"), ("report", "--day", "today", "--out", house.out / "report")):
        once(house, "jiaohao", *words, *line)
    once(house, "jiaohao", "check", house.hall_file)


def lab(house):
    some_work(house)
    once(house, "jiaohao-lab", "day", "--scenario", ROOT / "tests" / "lab" / "days" / "cap.json")
    once(house, "jiaohao-lab", "ahead", "--journal", house.state, "--config", house.hall_file)


def kiosk(house):
    house.start_printer()
    house.start_kiosk(540, 960)
    house.page("kiosk-1", "welcome", PATIENCE)
    kiosk_visit(house, PATIENCE)


def caller(house):
    touch = house.out / "caller-1.touch.json"
    process = house._start("caller-1", "jiaohao-caller",
                           [*house._line("caller-1"), "--counter", 1, "--clerk", 101, "--device", "caller-1", "--panel"],
                           {**NO_WINDOW, "JIAOHAO_TOUCH_MAP": str(touch)})
    wait_for("the pad to show something", lambda: read_json(touch) or not process.running(), PATIENCE)
    some_work(house)


def display(house):
    process = house._start("display-1", "jiaohao-display",
                           [*house._line("display-1"), "--window", "960x540", "--device", "display-1", "--virtual-speaker",
                            house.out / "spoken"], NO_WINDOW)
    wait_for("the display to follow the hall", lambda: "follows the hall" in process.log.read_text(), PATIENCE)
    for words in (("take", "--service", SERVICE), ("open", "--counter", COUNTER, "--clerk", CLERK), ("call", "--counter", COUNTER)):
        house.jiaohao(*words, seconds=PATIENCE)
    said = house.out / "spoken" / "speaker.log"
    wait_for("a call to be spoken", lambda: said.exists() and said.read_text(), PATIENCE)


def printer(house):
    house.start_printer()
    wait_for("the printer to listen", lambda: (house.state / "printer.ipc").exists(), PATIENCE)
    house.start_kiosk()
    kiosk_visit(house)
    wait_for("a ticket on paper", lambda: list(house.tickets.glob("*.png")), PATIENCE)


def judge(name, folder, binaries):
    """Whether all went well; what was found is told."""
    house = House(folder, binaries)
    if name not in ("jiaohao", "lab"):  # those end by themselves
        house.before[f"jiaohao-{name}"] = valgrind(house, f"jiaohao-{name}")
    failure = None
    try:
        if name == "hall":
            house._start("hall", "jiaohao-hall", ["--config", house.hall_file, "--state", house.state, "--listen", house.endpoint, "--demo"])
            wait_for("the hall to answer", lambda: house.jiaohao("status", check=False, seconds=60).returncode == 0, PATIENCE)
        else:
            house.start_hall()
        globals()[name](house)
    except (Failed, OSError, subprocess.SubprocessError) as error:
        failure = str(error)
    codes = {one: house.processes[one].stop(PATIENCE) for one in reversed(list(house.processes))}
    for screen in house.screens.values():
        screen.close()
    untidy = [f"{one} ended with {code}" for one, code in codes.items() if code != 0]
    for found in sorted(house.out.glob("*.valgrind")):
        print(found.read_text(), end="")
    for sentence in [*([failure] if failure else []), *untidy]:
        print(f"  {name}: {sentence}")
    return not failure and not untidy


def main():
    if shutil.which("valgrind") is None:
        sys.exit("Debian's package valgrind is missing.")
    binaries = Path(sys.argv[1] if len(sys.argv) > 1 else "build/bin").resolve()
    bad = []
    for name in sys.argv[2:] or PROGRAMS:
        with tempfile.TemporaryDirectory(prefix="jh-") as folder:
            well = judge(name, folder, binaries)
        print(f"{name}: {'clean' if well else 'NOT CLEAN'}", flush=True)
        bad += [] if well else [name]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
