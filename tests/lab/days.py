#!/usr/bin/env python3
"""Holds `jiaohao-lab day` against the plain reference, line by line.

    days.py BIN        BIN is the folder of jiaohao-lab

First the small days of days/, whose calls were worked out by hand: both must agree with the paper. Then made-up
days, three of each kind of hall.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import make_days
import reference_day

HERE = pathlib.Path(__file__).resolve().parent
SEEDS = [1, 2, 3]


def lab_calls(lab, scenario):
    run = subprocess.run([lab, "day", "--scenario", scenario], capture_output=True, text=True, check=True, timeout=60)
    return run.stdout.splitlines()


def differ(name, expected, actual, who):
    """Says where the first difference is; whether there is one."""
    if expected == actual:
        return False
    for line in range(max(len(expected), len(actual))):
        left = expected[line] if line < len(expected) else "nothing"
        right = actual[line] if line < len(actual) else "nothing"
        if left != right:
            print(f"{name}: call {line + 1} should be {left}; {who} says {right}")
            break
    return True


def main():
    lab = str(pathlib.Path(sys.argv[1]) / "jiaohao-lab")
    wrong = days = calls = 0

    for path in sorted((HERE / "days").glob("*.json")):
        expected = path.with_suffix(".calls").read_text(encoding="utf-8").splitlines()
        reference = reference_day.Day(json.loads(path.read_text(encoding="utf-8"))).run()
        wrong += differ(path.name, expected, reference, "the reference")
        wrong += differ(path.name, expected, lab_calls(lab, path), "jiaohao-lab")
        days += 1
    if days < 6:
        sys.exit("the days worked out by hand are missing")

    with tempfile.TemporaryDirectory() as folder:
        scenario = pathlib.Path(folder) / "day.json"
        for kind in make_days.KINDS:
            for seed in SEEDS:
                day = make_days.make_day(kind, seed)
                scenario.write_text(json.dumps(day), encoding="utf-8")
                reference = reference_day.Day(day).run()
                if len(reference) < len(day["visitors"]) // 2:
                    sys.exit(f"{kind} {seed}: most visitors were never called; the day shows nothing")
                wrong += differ(f"{kind} {seed}", reference, lab_calls(lab, scenario), "jiaohao-lab")
                days += 1
                calls += len(reference)

    print(f"{days} days, {calls} calls of made-up visitors, {wrong} disagreements")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
