"""A rehearsal: the whole hall without a monitor. Visitors touch the real kiosk, clerks press the real pads,
visitors rate on the real panels; pictures of every screen and ticket, and a summary, are left in a folder."""

import argparse
import collections
import signal
import sys
import time
from pathlib import Path

from house import Failed, House, exit_code, wait_for

COUNTERS = (1, 4, 6)  # the fund, the insurance, everything

WALK = 2.5  # seconds from a call to the visitor at the counter

# language, service, channel; as believable a morning as a minute allows
VISITORS = [
    ("zh-Hans", 0, "ordinary"),
    ("zh-Hans", 1, "elderly"),
    ("en", 2, "ordinary"),
    ("zh-Hant", 3, "infant"),
    ("zh-Hans", 4, "ordinary"),
    ("zh-Hans", 5, "disabled"),
    ("en", 6, "urgent"),
    ("zh-Hans", 7, "ordinary"),
    ("zh-Hant", 0, "ordinary"),
    ("zh-Hans", 1, "ordinary"),
    ("en", 3, "elderly"),
    ("zh-Hans", 2, "ordinary"),
]


class Rehearsal:
    def __init__(self, house, seconds):
        self.house = house
        self.seconds = seconds
        self.pictures = house.out / "pictures"
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.photographed = set()
        self.services = []
        self.asked_why = set()
        self.ordinary = ""
        self.taken = 0

    # ---- pictures ----

    def photograph(self, name, label):
        if label in self.photographed:
            return
        self.photographed.add(label)
        self.house.picture(name, self.pictures / f"{label}.png")

    # ---- the visitors ----

    def visitor(self, language, service, channel):
        """From the welcome page to the ticket in the hand."""
        service = self.services[service % len(self.services)]
        self.house.touch_through(
            "kiosk-1",
            [("welcome", f"language:{language}"), ("groups", f"group:{service['group']}"),
             ("services", f"service:{service['id']}"), *self.taking(channel), ("ticket", "done"), ("welcome", None)],
            lambda page: self.photograph("kiosk-1", f"kiosk-{page}"))
        self.taken += 1

    def taking(self, channel):
        """The ordinary number is one touch; a right to go first is asked for on its own page."""
        if channel == self.ordinary:
            return [("detail", "take")]
        why = [("reasons", "reason:")] if channel in self.asked_why else []
        return [("detail", "rights"), ("channels", f"channel:{channel}"), *why]

    # ---- the clerks ----

    def clerks_step(self):
        """Every clerk does what comes next at the counter."""
        status = self.house.status()
        tickets = {ticket["id"]: ticket for ticket in status["tickets"]}
        for ticket in tickets.values():
            if ticket["approval"] == "PENDING":
                self.approve(ticket["number"])
        for counter in status["counters"]:
            if counter["id"] not in COUNTERS:
                continue
            ticket = tickets.get(counter.get("ticket"))
            self.clerk_step(counter, ticket, any(t["state"] == "WAITING" for t in tickets.values()))

    def approve(self, number):
        """The first clerk whose pad asks says yes to a declared urgent visitor."""
        target = f"approve:{number}"
        pads = [f"caller-{counter}" for counter in COUNTERS]
        name = wait_for("a pad to ask for the approval",
                        lambda: next((pad for pad in pads if target in self.house.targets(pad)[1]), None))
        self.photograph(name, "pad-approval")
        self.house.touch(name, target)
        wait_for("the approval", lambda: not self.pending(number))

    def pending(self, number):
        return any(t["number"] == number and t["approval"] == "PENDING" for t in self.house.status()["tickets"])

    def clerk_step(self, counter, ticket, somebody_waits):
        name = f"caller-{counter['id']}"
        if counter["state"] == "CLOSED":
            self.photograph(name, "pad-closed")
            self.house.press(name, "open")
        elif ticket is None and somebody_waits:
            self.house.touch(name, "next")
        elif ticket is None:
            return
        elif ticket["state"] == "CALLED":
            if time.time() < int(ticket["since"]) / 1000 + WALK:
                return
            wait_for("the pad to show the call", lambda: "start" in self.house.targets(name)[1])
            self.photograph(name, "pad-called")
            self.photograph("display-1", "board")
            self.house.press(name, "start")
        elif ticket["state"] == "SERVING":
            self.photograph(name, "pad-serving")
            self.house.press(name, "finish")
            self.rate(name)

    def rate(self, name):
        """The visitor rates at the panel."""
        wait_for("the panel to ask", lambda: any(t.startswith("rate:") for t in self.house.targets(name)[1]))
        self.photograph(name, "panel-rating")
        self.house.touch(name, "rate:5" if self.taken % 3 else "rate:4", "rate:")
        self.photograph(name, "panel-thanks")

    # ---- the whole ----

    def run(self):
        house = self.house
        house.start_hall()
        house.start_web()
        house.start_printer()
        house.start_display()
        for counter in COUNTERS:
            house.start_caller(counter)
        house.start_kiosk()
        hall = house.status()["hall"]
        self.services = hall["services"]
        self.ordinary = hall["channels"][0]["id"]
        self.asked_why = {channel["id"] for channel in hall["channels"] if channel.get("reasons")}

        begin = time.monotonic()
        pause = max(0.0, self.seconds / len(VISITORS))
        for index, visitor in enumerate(VISITORS):
            self.visitor(*visitor)
            print(f"  visitor {index + 1} of {len(VISITORS)} has a ticket ({visitor[2]}, {visitor[0]})", flush=True)
            self.clerks_step()
            while time.monotonic() < begin + (index + 1) * pause:
                self.clerks_step()
                time.sleep(0.1)
        wait_for("everybody to be served", self.everybody_served, seconds=120)
        wait_for("every ticket on paper", lambda: len(list(house.tickets.glob("*.png"))) >= len(VISITORS))
        self.photograph("display-1", "board-at-the-end")

    def everybody_served(self):
        self.clerks_step()
        status = self.house.status()
        busy = any(counter.get("ticket") for counter in status["counters"])
        return not busy and not any(t["state"] in ("WAITING", "CALLED", "SERVING") for t in status["tickets"])

    def summary(self):
        events = self.house.events()
        kinds = collections.Counter(event["kind"] for event in events)
        called = {event["ticket"]: event for event in events if event["kind"] == "TICKET_CALLED"}
        lines = ["What happened:"]
        lines += [f"  {count:4d}  {kind.lower().replace('_', ' ')}" for kind, count in sorted(kinds.items())]
        lines.append("Each visitor (number, service, channel, wait in seconds, counter):")
        for event in events:
            if event["kind"] != "TICKET_ISSUED":
                continue
            call = called.get(event["ticket"])
            wait = f"{(int(call['at']) - int(event['at'])) / 1000:6.1f}  counter {call['counter']}" if call else "not called"
            channel = event["declared"] or event["channel"]
            lines.append(f"  {event['number']:6s} {event['service']:24s} {channel:12s} {wait}")
        lines.append(f"Tickets:  {len(list(self.house.tickets.glob('*.png')))} in {self.house.tickets}")
        lines.append(f"Pictures: {len(self.photographed)} in {self.pictures}")
        text = "\n".join(lines)
        (self.house.out / "summary.txt").write_text(text + "\n")
        return text


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))

    house = House(chosen.out)
    rehearsal = Rehearsal(house, chosen.seconds)
    status = 1
    try:
        rehearsal.run()
        print(rehearsal.summary())
        status = 0
    except Failed as error:
        print(f"The rehearsal failed: {error}. The logs are in {house.logs}.", file=sys.stderr)
        status = exit_code(error)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        status = 130
    finally:
        untidy = house.stop()
    if untidy and status == 0:
        print(f"These did not end in order: {', '.join(untidy)}. The logs are in {house.logs}.", file=sys.stderr)
        status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
