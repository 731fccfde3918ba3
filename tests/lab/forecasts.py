#!/usr/bin/env python3
"""Holds the forecast against the textbook's: error at issue, and how many of the intervals held.

    forecasts.py BIN        BIN is the folder of jiaohao-lab

Three kinds of hall, made up (halls.py): the forecast learns some days and is then judged on two more. Beside it, on
the same days, the best of three estimators that need no model:

    QL    those ahead in the same service, times the learned mean, over the open counters that serve it
    LES   the wait of the last one of the service who was called
    HOL   the wait so far of the first one in the service's line
"""

import collections
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile

import halls

MINUTE = 60_000
TRAINING, JUDGED = 6, 2
SEEDS = [1, 2]
MOST_ERROR = {"hall": 0.50, "clinic": 0.40, "office": 0.58}
COVERED = (0.72, 0.88)


class Textbook:
    """Reads a trace along and says at each issue what the three estimators say."""

    def __init__(self, config):
        self.skills = {desk["id"]: set(desk["skills"]) for desk in config["counters"]}
        self.means = {service["id"]: [service["mean"], 4] for service in config["services"]}
        self.begin_day()

    def begin_day(self):
        self.open, self.busy = set(), {}
        self.lines = collections.defaultdict(dict)  # service -> ticket -> time of entering
        self.service = {}
        self.last_wait = collections.defaultdict(int)

    def estimates(self, line):
        service, now = line["svc"], line["t"]
        serving = [desk for desk in self.open if service in self.skills[desk]]
        if any(desk not in self.busy for desk in serving):
            return {"QL": 0, "LES": 0, "HOL": 0}
        ahead = [since for ticket, since in self.lines[service].items() if ticket != line["id"]]
        return {"QL": (len(ahead) + 1) * self.means[service][0] / max(1, len(serving)),
                "LES": self.last_wait[service],
                "HOL": now - min(ahead) if ahead else 0}

    def follow(self, line):
        kind = line["ev"]
        if kind in ("issue", "requeue", "transfer"):
            self.service[line["id"]] = line["svc"]
            self.lines[line["svc"]][line["id"]] = line["t"]
        elif kind == "call":
            service = self.service[line["id"]]
            self.last_wait[service] = line["t"] - self.lines[service].pop(line["id"])
            self.busy[line["counter"]] = (line["t"], service)
        elif kind in ("end", "noshow"):
            called, service = self.busy.pop(line["counter"])
            if kind == "end":
                mean = self.means[service]
                mean[1] = min(mean[1] + 1, 300)
                mean[0] += (line["t"] - called - mean[0]) / mean[1]
        elif kind == "counter":
            (self.open.add if line["state"] == "open" else self.open.discard)(line["counter"])


def lines_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def first_waits(trace):
    issued, waits = {}, {}
    for line in trace:
        if line["ev"] == "issue":
            issued[line["id"]] = line["t"]
        elif line["ev"] == "call":
            waits.setdefault(line["id"], line["t"] - issued[line["id"]])
    return waits


def make_days(lab, hall, folder):
    paths = []
    for number in range(TRAINING + JUDGED):
        scenario = folder / f"{number}.json"
        scenario.write_text(json.dumps(hall.day(number)), encoding="utf-8")
        trace = folder / f"{number}.jsonl"
        subprocess.run([lab, "day", "--scenario", scenario, "--trace", trace], check=True, stdout=subprocess.DEVNULL)
        paths.append((scenario, trace))
    return paths


def foresee(lab, scenario, earlier, trace):
    run = subprocess.run([lab, "shadow", "--scenario", scenario, "--train", *earlier, "--trace", trace],
                         capture_output=True, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def check_no_look_ahead(lab, scenario, trace):
    """What is foreseen in the morning is the same, whatever the afternoon brings."""
    lines = trace.read_text(encoding="utf-8").splitlines()
    morning = trace.with_suffix(".morning")
    morning.write_text("\n".join(lines[:len(lines) // 2]) + "\n", encoding="utf-8")
    whole, half = foresee(lab, scenario, [trace], trace), foresee(lab, scenario, [trace], morning)
    if len(half) < 100 or whole[:len(half)] != half:
        sys.exit("a forecast knew what came later")


def judge(lab, kind, seed):
    errors, covered, widths, waits_all = collections.defaultdict(list), [], [], []
    with tempfile.TemporaryDirectory() as name:
        days = make_days(lab, halls.Hall(kind, seed), pathlib.Path(name))
        textbook = Textbook(json.loads(days[0][0].read_text(encoding="utf-8")))
        check_no_look_ahead(lab, *days[0])
        for number, (scenario, trace_path) in enumerate(days):
            trace = lines_of(trace_path)
            textbook.begin_day()
            waits = first_waits(trace)
            if number < TRAINING:
                for line in trace:
                    textbook.follow(line)
                continue
            earlier = [str(path) for _, path in days[:number]]
            forecasts = {line["id"]: line for line in foresee(lab, scenario, earlier, trace_path)}
            for line in trace:
                textbook.follow(line)
                if line["ev"] != "issue":
                    continue
                forecast = forecasts[line["id"]]
                if forecast["t"] != line["t"]:
                    sys.exit("a forecast came at another time than its ticket")
                if line["id"] not in waits:
                    continue
                wait = waits[line["id"]]
                waits_all.append(wait)
                errors["ours"].append(abs(forecast["p50"] - wait))
                covered.append(forecast["p10"] <= wait <= forecast["p90"])
                widths.append(forecast["p90"] - forecast["p10"])
                for name_of, estimate in textbook.estimates(line).items():
                    errors[name_of].append(abs(estimate - wait))
    mean = {name_of: sum(values) / len(values) / MINUTE for name_of, values in errors.items()}
    best = min(mean["QL"], mean["LES"], mean["HOL"])
    return {"kind": kind, "seed": seed, "tickets": len(covered), "wait": sum(waits_all) / len(covered) / MINUTE,
            **mean, "ratio": mean["ours"] / best, "covered": sum(covered) / len(covered),
            "width": sum(widths) / len(widths) / MINUTE}


def main():
    lab = str(pathlib.Path(sys.argv[1]) / "jiaohao-lab")
    wrong = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda job: judge(lab, *job), [(kind, seed) for kind in halls.KINDS for seed in SEEDS]))
    for found in results:
        good = found["ratio"] <= MOST_ERROR[found["kind"]] and COVERED[0] <= found["covered"] <= COVERED[1]
        wrong += not good
        print("{kind:<7} {seed}  {tickets:>5} tickets, mean wait {wait:.1f} min; error {ours:.2f} min against QL {QL:.2f}, "
              "LES {LES:.2f}, HOL {HOL:.2f}: {ratio:.2f}; {covered:.1%} held, {width:.1f} min wide".format(**found)
              + ("" if good else f"   <- at most {MOST_ERROR[found['kind']]}, {COVERED[0]:.0%} to {COVERED[1]:.0%}"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
