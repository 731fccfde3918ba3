"""What visitors lay on a kiosk and hold to it, with the real processes: an identity card that shows the age, the same
card again, appointments by code and by card, the code of a ticket that is given back, a service's page on paper."""

import datetime
import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "rehearsal"))
from house import ROOT, House, check, perform, wait_for  # noqa: E402

# Made-up people: region codes that nobody has, and the right check character (GB 11643).
ELDER = "00000019400101000"
YOUNGER = "00000019900101000"


def citizen_number(digits):
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights)) % 11]


def hall_that_asks_for_cards(folder):
    """The demonstration hall, where the age must be shown by a card."""
    text = (ROOT / "assets" / "hall" / "hall.toml").read_text()
    declared = 'id = "elderly"\nverified = "declared"'
    check(declared in text, "the demonstration hall's elderly channel is another one")
    file = Path(folder) / "hall.toml"
    file.write_text(text.replace(declared, 'id = "elderly"\nverified = "age"\nleast_age = 65'))
    return file


class Entrance:
    """The kiosk with its card reader and its scanner made of text."""

    def __init__(self, out, binaries=None):
        self.house = House(out, binaries, hall_that_asks_for_cards(out))
        self.reader = self.house.state / "card"
        self.scanner = self.house.state / "scan"
        self.person_key = self.house.keys / "person.key"

    def open(self):
        house = self.house
        house.start_hall()
        house.jiaohao("keys", "person", self.person_key)
        house.start_printer()
        for counter in (1, 2, 3):
            house.jiaohao("open", "--counter", counter, "--clerk", f"10{counter}")
        house.start_kiosk(607, 1080, "--card-reader", f"virtual:{self.reader}", "--scanner", f"virtual:{self.scanner}",
                          "--person-key", self.person_key)
        house.page("kiosk-1", "welcome")

    def lay_on(self, number):
        self.say(self.reader, f"card {number} valid-until 20991231")

    def lift(self):
        self.say(self.reader, "lift")

    def scan(self, text):
        self.say(self.scanner, text)

    @staticmethod
    def say(fifo, line):
        with open(fifo, "w", encoding="ascii") as pipe:
            pipe.write(line + "\n")

    def to(self, *steps):
        for page, target in steps:
            self.house.page("kiosk-1", page)
            if target:
                self.house.press("kiosk-1", target)

    def end_visit(self):
        self.lift()
        wait_for("the visit to end", self.at_welcome, 30)

    def at_welcome(self):
        page, targets = self.house.targets("kiosk-1")
        for key in ("done", "start-over"):
            if key in targets:
                self.house.touch("kiosk-1", key)
                time.sleep(0.6)
                break
        return page == "welcome"

    def last_issued(self):
        return [event for event in self.house.events() if "ISSUED" in str(event.get("kind", ""))][-1]


def elder_goes_first(entrance):
    entrance.to(("welcome", "group:"), ("services", "service:"), ("detail", "rights"), ("channels", "channel:elderly"),
                ("card", None))
    entrance.lay_on(citizen_number(ELDER))
    entrance.house.page("kiosk-1", "ticket")
    issued = entrance.last_issued()
    check(issued.get("channel") == "elderly" and not issued.get("declared"), f"an elder waits as {issued}")
    check(ELDER not in json.dumps(entrance.house.events()), "a citizen number stands in the journal")
    entrance.end_visit()
    return issued


def same_person_again(entrance, first):
    entrance.to(("welcome", "group:"), ("services", "service:"), ("detail", "rights"), ("channels", "channel:elderly"),
                ("card", None))
    entrance.lay_on(citizen_number(ELDER))
    entrance.house.page("kiosk-1", "refused")
    check(entrance.last_issued()["number"] == first["number"], "one person has two tickets of one service")
    entrance.end_visit()


def younger_waits_for_staff(entrance):
    entrance.to(("welcome", "group:"), ("services", "service:"), ("detail", "rights"), ("channels", "channel:elderly"),
                ("card", None))
    entrance.lay_on(citizen_number(YOUNGER))
    entrance.house.page("kiosk-1", "ticket")
    issued = entrance.last_issued()
    check(issued.get("declared") == "elderly", f"somebody young is taken for an elder: {issued}")
    entrance.end_visit()


def urgent_says_why(entrance):
    entrance.to(("welcome", "group:"), ("services", "service:"), ("detail", "rights"), ("channels", "channel:urgent"),
                ("reasons", "reason:travel"), ("ticket", None))
    issued = entrance.last_issued()
    check(issued.get("declared") == "urgent" and issued.get("reason") == "travel", f"an urgent claim is {issued}")
    entrance.end_visit()


def appointments(entrance):
    soon = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))) + datetime.timedelta(minutes=2)
    day = entrance.house.status()["day"]
    table = entrance.house.state / "list.csv"
    table.write_text("code,service,time,id_number\n"
                     f"A-1001,pension,{soon:%H:%M},\n"
                     f"A-1002,medical,{soon:%H:%M},{citizen_number(YOUNGER)}\n"
                     f"A-1003,pension,{soon:%H:%M},\n")
    entrance.house.jiaohao("appointments", "import", table, "--person-key", entrance.person_key)
    table.unlink()
    check(day, "the hall has no day")

    entrance.scan("a-1001")
    entrance.house.page("kiosk-1", "ticket")
    issued = entrance.last_issued()
    check(issued.get("channel") == "appointment" and issued["service"] == "pension", f"by scan: {issued}")
    entrance.end_visit()

    entrance.scan("A1001")
    entrance.house.page("kiosk-1", "refused")
    entrance.end_visit()

    entrance.to(("welcome", "check-in"), ("booking", None))
    entrance.lay_on(citizen_number(YOUNGER))
    entrance.house.page("kiosk-1", "ticket")
    issued = entrance.last_issued()
    check(issued.get("channel") == "appointment" and issued["service"] == "medical", f"by card: {issued}")
    entrance.end_visit()


def ticket_is_given_back(entrance):
    taken = json.loads(entrance.house.jiaohao("take", "--service", "pension", "--json").stdout)
    entrance.scan("JH:" + taken["token"])
    entrance.to(("my-ticket", None))
    wait_for("the ticket to be shown", lambda: "give-back" in entrance.house.targets("kiosk-1")[1])
    time.sleep(0.6)
    entrance.house.touch("kiosk-1", "give-back")
    wait_for("the question", lambda: "keep" in entrance.house.targets("kiosk-1")[1])
    time.sleep(0.6)
    entrance.house.touch("kiosk-1", "give-back")
    wait_for("the number to be given back",
             lambda: any("CANCELLED" in str(event.get("kind", "")) and event.get("ticket") == taken["ticket"]["id"]
                         for event in entrance.house.events()))
    entrance.end_visit()


def page_on_paper(entrance):
    before = set(os.listdir(entrance.house.tickets))
    entrance.to(("welcome", "group:"), ("services", "service:"), ("detail", None))
    issued = len(entrance.house.events())
    entrance.house.touch("kiosk-1", "sheet")
    paper = wait_for("the page on paper",
                     lambda: [name for name in set(os.listdir(entrance.house.tickets)) - before if "sheet" in name])
    check(len(entrance.house.events()) == issued, "a page on paper made an event")
    entrance.end_visit()
    return paper


def play(entrance):
    entrance.open()
    first = elder_goes_first(entrance)
    same_person_again(entrance, first)
    younger_waits_for_staff(entrance)
    urgent_says_why(entrance)
    appointments(entrance)
    ticket_is_given_back(entrance)
    page_on_paper(entrance)
    print("  an elder goes first by card, one person has one number, appointments by scan and by card, a number is given back, "
          "a page is printed")


def main(binaries=None):
    with tempfile.TemporaryDirectory() as folder:
        entrance = Entrance(folder, binaries)
        return perform(entrance.house, lambda: play(entrance))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
