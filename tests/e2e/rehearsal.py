"""The rehearsal as a newcomer starts it, judged by what it leaves behind; and that it can be stopped in the middle."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "shared" / "rehearsal"))
from house import LATE  # noqa: E402

SCREENS = ("kiosk-welcome", "kiosk-groups", "kiosk-services", "kiosk-detail", "kiosk-channels", "kiosk-ticket",
           "pad-called", "pad-serving", "panel-thanks", "board")


def command(out, seconds):
    return [sys.executable, "-B", str(ROOT / "shared" / "rehearsal" / "rehearse.py"), "--seconds", str(seconds),
            "--out", str(out)]


def left_running(out):
    """Processes whose command line names the folder: all of a house's do."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(out) in words and int(entry.parent.name) != os.getpid():
            found.append(words)
    return found


def whole(out):
    done = subprocess.run(command(out, 30), capture_output=True, text=True, timeout=240)
    print(done.stdout)
    if done.returncode == LATE:
        sys.exit(LATE)
    assert done.returncode == 0, done.stderr
    tickets = sorted((out / "tickets").glob("*.png"))
    assert len(tickets) >= 10, f"only {len(tickets)} tickets were printed"
    assert all(ticket.stat().st_size > 1000 and ticket.with_suffix(".bin").exists() for ticket in tickets)
    missing = [name for name in SCREENS if not (out / "pictures" / f"{name}.png").exists()]
    assert not missing, f"no pictures of {missing}"
    spoken = list((out / "spoken").glob("*.wav"))
    assert spoken, "nothing was spoken"
    assert "rated" in (out / "summary.txt").read_text()
    assert not left_running(out), left_running(out)


def hears_ctrl_c():
    """A script in the background ignores it, and hands that down."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def interrupted(out):
    """Ctrl-C reaches the whole foreground group, so it does here."""
    child = subprocess.Popen(command(out, 60), start_new_session=True, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, preexec_fn=hears_ctrl_c)
    while not list((out / "tickets").glob("*.png")):
        assert child.poll() is None, "the rehearsal ended before its first ticket"
        time.sleep(0.1)
    os.killpg(child.pid, signal.SIGINT)
    assert child.wait(30) == 130
    assert not left_running(out), left_running(out)


def main():
    with tempfile.TemporaryDirectory(prefix="jh-") as folder:
        whole(Path(folder) / "whole")
        interrupted(Path(folder) / "interrupted")
    return 0


if __name__ == "__main__":
    sys.exit(main())
