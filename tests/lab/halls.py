#!/usr/bin/env python3
"""Makes up halls and their days, for the forecast: a hall stays the same, its days differ as days do.

    halls.py hall|clinic|office SEED DAY > DAY.json

Clerks have their own speed, come late, pause unannounced and take the lunch of their roster; the mornings are full;
some visitors are gone when they are called, and some of those come back; in the clinic many are sent on.
"""

import json
import random
import sys

MINUTE = 60_000
HOUR = 60 * MINUTE
OPENS, CLOSES = 9 * HOUR, 17 * HOUR

KINDS = {
    #         counters services visitors load green appointments sent on
    "hall":   (30, 8, 1250, 0.71, 0.12, 0.10, 0.06),
    "clinic": (13, 6, 1000, 0.66, 0.30, 0.10, 0.40),
    "office": (6, 4, 280, 0.67, 0.12, 0.10, 0.08),
}

# Shares of the day's visitors by half hour from 8:30 on: a full morning, a second wave after lunch.
PROFILE = [4, 9, 10.8, 10.5, 9, 7.5, 6, 4.5, 4, 5, 7, 7.5, 6.5, 4.5, 3, 1.2]


class Hall:
    def __init__(self, kind, seed):
        self.counters, self.services, self.visitors, load, self.green, self.booked, self.sent_on = KINDS[kind]
        self.name = f"{kind} {seed}"
        pick = random.Random(self.name)
        shares = [pick.uniform(0.4, 1.6) for _ in range(self.services)]
        self.shares = [share / sum(shares) for share in shares]
        mean = load * 7.1 * HOUR * self.counters / (self.visitors * (1 + self.sent_on))
        weights = [pick.uniform(0.6, 1.6) for _ in range(self.services)]
        scale = mean / sum(share * weight for share, weight in zip(self.shares, weights))
        self.means = [scale * weight for weight in weights]
        self.cvs = [pick.uniform(0.5, 0.9) for _ in range(self.services)]
        self.configured = [mean * pick.uniform(0.7, 1.4) for mean in self.means]
        self.desks = [self.desk(pick, number) for number in range(1, self.counters + 1)]

    def desk(self, pick, number):
        skills = {number % self.services, *(pick.randrange(self.services) for _ in range(pick.choice([1, 2, 3])))}
        lunch = OPENS + pick.choice([150, 180, 210, 240]) * MINUTE
        return {"id": number, "skills": sorted(skills), "speed": int(1000 * pick.uniform(0.8, 1.3)),
                "planned_lunch": [lunch, lunch + 45 * MINUTE]}

    def roster(self, day, desk):
        events = [[OPENS + int(day.expovariate(1 / (3 * MINUTE))), "open"]]
        lunch, back = desk["planned_lunch"]
        lunch += int(day.gauss(0, 4 * MINUTE))
        events += [[lunch, "pause"], [lunch + 45 * MINUTE + int(day.expovariate(1 / (3 * MINUTE))), "open"]]
        time = OPENS
        while (time := time + int(day.expovariate(1 / (5 * HOUR)))) < CLOSES:
            if not lunch - 20 * MINUTE < time < back + 20 * MINUTE:
                events += [[time, "pause"], [time + int(day.uniform(4, 20) * MINUTE), "open"]]
        return sorted(events, key=lambda event: event[0]) + [[CLOSES + 4 * HOUR, "close"]]

    def work(self, day, service):
        shape = 1 / self.cvs[service] ** 2
        return int(day.gammavariate(shape, self.means[service] / shape))

    def visitor(self, day, number, profile):
        slot = day.choices(range(len(profile)), profile)[0]
        at = int(OPENS - 30 * MINUTE + (slot + day.random()) * 30 * MINUTE)
        service = day.choices(range(self.services), self.shares)[0]
        draw = day.random()
        cls = "green" if draw < self.green else "ordinary"
        booked = None
        if draw > 1 - self.booked:
            cls, booked = "appointment", round((at + day.gauss(5, 8) * MINUTE) / (15 * MINUTE)) * 15 * MINUTE
        onward = None
        if day.random() < self.sent_on:
            target = (service + 1 + (day.random() < 0.3)) % self.services
            onward = {"svc": target, "work": self.work(day, target)}
        return {"id": number, "t": at, "svc": service, "cls": cls, "appt": booked, "work": self.work(day, service),
                "patience": int(20 * MINUTE + day.expovariate(1 / (6 * HOUR))),
                "return_after": int(day.uniform(2, 25) * MINUTE) if day.random() < 0.6 else None, "transfer": onward}

    def day(self, number):
        day = random.Random(f"{self.name} day {number}")
        profile = [share * day.uniform(0.85, 1.15) for share in PROFILE]
        many = int(self.visitors * day.gauss(1, 0.05))
        desks = [{**desk, "speed": int(desk["speed"] * day.uniform(0.95, 1.05)), "events": self.roster(day, desk)}
                 for desk in self.desks]
        cap = 45 * MINUTE
        return {
            "classes": {"ordinary": {"tier": 1, "h": 0, "m": 1000, "cap": None},
                        "green": {"tier": 1, "h": 5 * MINUTE, "m": 2000, "cap": cap},
                        "appointment": {"tier": 1, "h": 15 * MINUTE, "m": 2000, "cap": cap}},
            "services": [{"id": i, "mean": int(mean), "cv": cv}
                         for i, (mean, cv) in enumerate(zip(self.configured, self.cvs))],
            "counters": desks,
            "visitors": [self.visitor(day, 1 + i, profile) for i in range(many)],
            "params": {"pace": 20_000, "walk": 30_000, "noshow_timeout": 90_000, "noshow_penalty": 10 * MINUTE,
                       "max_returns": 2, "appt_early": 5 * MINUTE, "appt_grace": 10 * MINUTE},
        }


if __name__ == "__main__":
    json.dump(Hall(sys.argv[1], int(sys.argv[2])).day(int(sys.argv[3])), sys.stdout)
