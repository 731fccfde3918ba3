#!/usr/bin/env python3
"""A simulated day, the slow and plain way: what `jiaohao-lab day` is held against.

    reference_day.py DAY.json        prints a line "t,ticket,counter" for every call

Written from the rule's text alone (shared/lab/README.md), not from the program: every search is linear, every
event is one line of a list. Python's whole numbers cannot overflow, so the arithmetic is exact.
"""

import json
import sys

# The kinds of an event, in the order of their processing within one moment.
COUNTER_DONE, SCHEDULE, RETURN, ISSUE, DUE = range(5)

RETURN_PATIENCE = 3_600_000


class Ticket:
    def __init__(self, visitor, seq, cls, entry, now):
        self.id = visitor["id"]
        self.seq = seq
        self.cls = cls
        self.svc = visitor["svc"]
        self.work = visitor["work"]
        self.patience = visitor["patience"]
        self.return_after = visitor["return_after"]
        self.transfer = visitor["transfer"]
        self.entry = entry
        self.gone = now + visitor["patience"]
        self.returned = 0
        self.waited = 0          # in all its finished stays in queues
        self.stay_began = now


class Counter:
    def __init__(self, json_counter):
        self.id = json_counter["id"]
        self.skills = json_counter["skills"]
        self.speed = json_counter["speed"]
        self.state = "close"
        self.idle_since = 0
        self.busy = False        # has a ticket, is in its pace, or waits for a no-show
        self.pending = None      # the last schedule event that came meanwhile


class Day:
    def __init__(self, scenario):
        self.classes = scenario["classes"]
        self.params = scenario["params"]
        self.counters = [Counter(c) for c in scenario["counters"]]
        self.waiting = []
        self.issued = 0
        self.calls = []
        self.events = []
        self.inserted = 0
        for json_counter, counter in zip(scenario["counters"], self.counters):
            for at, state in json_counter["events"]:
                self.add(at, SCHEDULE, counter.id, lambda t, c=counter, s=state: self.schedule(t, c, s))
        for visitor in scenario["visitors"]:
            self.add(visitor["t"], ISSUE, visitor["id"], lambda t, v=visitor: self.issue(t, v))

    def add(self, at, kind, key, action):
        self.inserted += 1
        self.events.append((at, kind, key, self.inserted, action))

    def run(self):
        while self.events:
            now = min(event[0] for event in self.events)
            while True:
                round_ = [event for event in self.events if event[0] == now]
                if not round_:
                    break
                first = min(round_, key=lambda event: event[:4])
                self.events.remove(first)
                first[4](now)
            free = [c for c in self.counters if c.state == "open" and not c.busy]
            for counter in sorted(free, key=lambda c: (c.idle_since, c.id)):
                self.pick(now, counter)
        return self.calls

    # The rule.

    def rank(self, now, ticket):
        cls = self.classes[ticket.cls]
        waited = now - ticket.entry
        credit = cls["h"] * 1000 + cls["m"] * waited
        if cls["cap"] is not None:
            credit = min(credit, (waited + cls["cap"]) * 1000)
        if cls["tier"] == 0:
            credit = 0
        return (cls["tier"], -credit, ticket.entry, ticket.seq)

    def pick(self, now, counter):
        may = [t for t in self.waiting if t.svc in counter.skills and t.entry <= now]
        if may:
            self.call(now, counter, min(may, key=lambda ticket: self.rank(now, ticket)))

    # What happens.

    def enter(self, now, ticket, entry):
        ticket.entry = entry
        ticket.stay_began = now
        self.waiting.append(ticket)

    def issue(self, now, visitor):
        self.issued += 1
        cls = visitor["cls"]
        entry = now
        if visitor["appt"] is not None:
            if now <= visitor["appt"] + self.params["appt_grace"]:
                entry = max(now, visitor["appt"] - self.params["appt_early"])
            else:
                cls = "ordinary"
        ticket = Ticket(visitor, self.issued, cls, entry, now)
        self.enter(now, ticket, entry)
        if entry > now:
            self.add(entry, DUE, ticket.seq, lambda t: None)  # nothing but a moment to pick in

    def call(self, now, counter, ticket):
        self.calls.append(f"{now},{ticket.id},{counter.id}")
        self.waiting.remove(ticket)
        ticket.waited += now - ticket.stay_began
        counter.busy = True
        if now >= ticket.gone:
            self.add(now + self.params["noshow_timeout"], COUNTER_DONE, counter.id,
                     lambda t: self.time_out(t, counter, ticket))
        else:
            end = now + self.params["walk"] + ticket.work * counter.speed // 1000
            self.add(end, COUNTER_DONE, counter.id, lambda t: self.end(t, counter, ticket))

    def time_out(self, now, counter, ticket):
        if ticket.return_after is not None and ticket.returned < self.params["max_returns"]:
            at = now + ticket.return_after
            ticket.gone = at + RETURN_PATIENCE
            self.add(at, RETURN, ticket.seq, lambda t: self.come_back(t, ticket))
        self.free(now, counter)

    def come_back(self, now, ticket):
        ticket.returned += 1
        self.enter(now, ticket, min(now, ticket.entry + self.params["noshow_penalty"]))

    def end(self, now, counter, ticket):
        if ticket.transfer is not None:
            ticket.svc = ticket.transfer["svc"]
            ticket.work = ticket.transfer["work"]
            ticket.transfer = None
            ticket.gone = now + ticket.patience
            self.enter(now, ticket, now - ticket.waited)
        self.add(now + self.params["pace"], COUNTER_DONE, counter.id, lambda t: self.free(t, counter))

    def free(self, now, counter):
        counter.busy = False
        counter.idle_since = now
        if counter.pending is not None:
            counter.state = counter.pending
            counter.pending = None

    def schedule(self, now, counter, state):
        if counter.busy:
            counter.pending = state
            return
        counter.state = state
        if state == "open":
            counter.idle_since = now


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in Day(json.load(file)).run():
            print(line)
