#!/usr/bin/env python3
"""Makes up a day of a hall: the same kind and seed give the same day.

    make_days.py hall|clinic|office SEED > DAY.json

Every third seed is a coarse day: all times are whole minutes, nobody walks and no clerk takes a breath, so that
most of what happens happens at once. On the other days a third of the times are whole minutes.
"""

import json
import random
import sys

MINUTE = 60_000
HOUR = 60 * MINUTE

KINDS = {
    #         counters services visitors green appointments transfers
    "hall":   (30, 8, 1250, 0.08, 0.20, 0.06),
    "clinic": (13, 6, 1000, 0.30, 0.25, 0.40),
    "office": (6, 4, 280, 0.10, 0.10, 0.08),
}
CLOSES = 17 * HOUR


class Maker:
    def __init__(self, kind, seed):
        self.counters, self.services, self.visitors, self.green, self.appointments, self.transfers = KINDS[kind]
        self.coarse = seed % 3 == 0
        self.random = random.Random(f"{kind} {seed}")

    def chance(self, share):
        return self.random.random() < share

    def between(self, least, most):
        return int(least + self.random.random() * (most - least))

    def time(self, value):
        whole = self.coarse or self.chance(1 / 3)
        return int(value) // MINUTE * MINUTE if whole else int(value)

    def work(self, mean):
        return self.time(self.random.gammavariate(2, mean / 2))

    def classes(self):
        cap = self.random.choice([None, 15 * MINUTE, 45 * MINUTE])
        return {
            "ordinary": {"tier": 1, "h": 0, "m": 1000, "cap": None},
            "green": {"tier": 1, "h": self.random.choice([0, 5 * MINUTE]), "m": 2000, "cap": cap},
            "appointment": {"tier": 1, "h": 15 * MINUTE, "m": self.random.choice([1000, 1337, 2000]), "cap": cap},
            "emergency": {"tier": 0, "h": 0, "m": 1000, "cap": None},
            "alarm": {"tier": 0, "h": 5 * MINUTE, "m": 3000, "cap": None},
        }

    def roster(self):
        """Open from eight or nine to five, a lunch, pauses, an early end; most of them in the middle of a service."""
        opens = self.random.choice([8, 9]) * HOUR
        lunch = self.time(self.between(11 * HOUR, 13 * HOUR))
        events = [[opens, "open"], [lunch, "pause"], [lunch + HOUR, "open"]]
        for _ in range(self.between(0, 4)):
            pause = self.time(self.between(9 * HOUR, CLOSES))
            events += [[pause, "pause"], [pause + self.time(self.between(0, 15 * MINUTE)), "open"]]
        events.append([self.time(self.between(15 * HOUR, CLOSES)) if self.chance(0.1) else CLOSES + HOUR, "close"])
        events.sort(key=lambda event: event[0])
        return [lunch, lunch + HOUR], events

    def desks(self):
        ids = self.random.sample(range(1, 3 * self.counters), self.counters)
        for place, number in enumerate(ids):
            skills = {place % self.services} | {self.between(0, self.services) for _ in range(3)}
            lunch, events = self.roster()
            yield {"id": number, "skills": sorted(skills), "speed": self.between(700, 1400),
                   "planned_lunch": lunch, "events": events}

    def visitor(self, number, means):
        at = self.time(self.random.triangular(8 * HOUR - 10 * MINUTE, CLOSES, 9.5 * HOUR))
        service = self.between(0, self.services)
        cls, appointment = "ordinary", None
        if self.chance(self.appointments):  # from three quarters of an hour early to as much late
            cls, appointment = "appointment", self.time(at + self.random.gauss(0, 15 * MINUTE))
        elif self.chance(self.green):
            cls = "green"
        elif self.chance(0.02):
            cls = self.random.choice(["emergency", "alarm"])
        onward = None
        if self.chance(self.transfers):
            other = self.between(0, self.services)
            onward = {"svc": other, "work": self.work(means[other])}
        return {"id": number, "t": at, "svc": service, "cls": cls, "appt": appointment,
                "work": self.work(means[service]),
                "patience": self.time(self.random.expovariate(1 / (3 * HOUR))),
                "return_after": self.time(self.between(0, 20 * MINUTE)) if self.chance(0.6) else None,
                "transfer": onward}

    def day(self):
        # So much work that queues build up: 7.5 hours at each counter, shared by all.
        mean = 7.5 * HOUR * self.counters / (self.visitors * (1 + self.transfers))
        means = [int(mean * self.random.uniform(0.6, 1.4)) for _ in range(self.services)]
        visitors = [self.visitor(number, means) for number in range(1, self.visitors + 1)]
        self.random.shuffle(visitors)
        return {
            "classes": self.classes(),
            "services": [{"id": i, "mean": mean, "cv": 0.7} for i, mean in enumerate(means)],
            "counters": list(self.desks()),
            "visitors": visitors,
            "params": {"pace": 0 if self.coarse else 15_000, "walk": 0 if self.coarse else 20_000,
                       "noshow_timeout": self.random.choice([0, MINUTE, 90_000]),
                       "noshow_penalty": self.random.choice([0, 5 * MINUTE, 3 * HOUR]),
                       "max_returns": self.between(0, 4), "appt_early": 5 * MINUTE, "appt_grace": 10 * MINUTE},
        }


def make_day(kind, seed):
    return Maker(kind, seed).day()


if __name__ == "__main__":
    json.dump(make_day(sys.argv[1], int(sys.argv[2])), sys.stdout)
