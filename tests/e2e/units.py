"""The systemd units: nothing in them that systemd does not know, and none more exposed than it must be.

    python3 -B tests/e2e/units.py build/bin"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "shared" / "rehearsal"))
from house import check  # noqa: E402

MOST_EXPOSED = 2.5  # of 10, as `systemd-analyze security` counts; a plain unit has 9.6
PROMISED = {"Type": "notify", "NoNewPrivileges": "yes", "ProtectSystem": "strict", "UMask": "0077", "Restart": "always",
            "RestartPreventExitStatus": "2", "MemoryMax": r"\d+[MG]", "WatchdogSec": r"\d+", "TimeoutStopSec": r"\d+",
            "User": "jiaohao-[a-z]+", "StateDirectory": "jiaohao.*"}


def analyze(*words):
    done = subprocess.run(["systemd-analyze", *map(str, words)], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def main():
    binaries = Path(sys.argv[1]).resolve()
    units = sorted((ROOT / "assets" / "systemd").glob("*.service"))
    check(len(units) >= 6, f"only {len(units)} units")
    with tempfile.TemporaryDirectory() as folder:
        for unit in units:
            text = unit.read_text()
            for key, value in PROMISED.items():
                check(re.search(rf"^{key}={value}$", text, re.M), f"{unit.name} says no {key}={value}")
            program = re.search(r"^ExecStart=/usr/bin/(\S+)", text, re.M)[1]
            user = unit.name.split(".")[0].rstrip("@")
            check(f"User={user}\n" in text, f"{unit.name} runs as another program's user")
            check(f"u {user} " in (unit.parent / f"{user}.sysusers").read_text(), f"nobody makes the user {user}")
            # One that can be run here: the program of the build, and an instance of a template.
            shown = Path(folder) / unit.name.replace("@", "@1")
            shown.write_text(text.replace(f"/usr/bin/{program}", str(binaries / program)))
            code, said = analyze("verify", "--man=no", shown)
            ours = [line for line in said.splitlines() if "jiaohao" in line]
            check(code == 0 and not ours, f"{unit.name}: {said}")
            code, said = analyze("security", "--offline=true", f"--threshold={int(MOST_EXPOSED * 10)}", shown)
            check(code == 0, f"{unit.name} is too exposed: {said.splitlines()[-1]}")
            print(f"{unit.name}: {said.splitlines()[-1].strip()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
