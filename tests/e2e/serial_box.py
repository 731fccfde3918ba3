"""A button box on a serial line, with the real processes: its keys call, pause and are acknowledged, its display follows,
noise and wrong checks press nothing, and pulled out in mid-press it calls nobody when it comes back.

The box is written from caller/buttons/PROTOCOL.md alone."""

import os
import select
import sys
import tempfile
import threading
import time
import tty
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "rehearsal"))
from house import House, check, perform, wait_for  # noqa: E402

ADDRESS, COUNTER = 3, 1



def frame(letter, body="", address=ADDRESS):
    text = f"{address:02X}{letter}{body}"
    crc = 0xFFFF
    for byte in text.encode():
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    return f":{text}*{crc:04X}\r\n".encode()


class Box:
    """A box behind a link that stays when the cable is pulled out."""

    def __init__(self, link):
        self.link = Path(link)
        self.lock = threading.Lock()
        self.events, self.seq = [], 0
        self.shown, self.met = None, 0
        self.master = self.slave = None
        self.ending = False
        self.worker = threading.Thread(target=self._work, daemon=True)
        self.plug_in()
        self.worker.start()

    def plug_in(self):
        with self.lock:
            self.master, self.slave = os.openpty()
            tty.setraw(self.slave)
            self.link.symlink_to(os.ttyname(self.slave))

    def pull_out(self):
        with self.lock:
            self.link.unlink()
            os.close(self.master)
            os.close(self.slave)
            self.master = None

    def press(self, key, let_go=True):
        with self.lock:
            self._add("K", key)
            if let_go:
                self._add("U", key)

    def say(self, noise):
        with self.lock:
            os.write(self.master, noise)

    def _add(self, letter, key):
        self.seq = self.seq % 255 + 1
        self.events.append((self.seq, letter, key))

    def _work(self):
        line = b""
        while not self.ending:
            with self.lock:
                if self.master is None or not select.select([self.master], [], [], 0)[0]:
                    readable = False
                else:
                    readable = True
                    line += os.read(self.master, 256)
                    while b"\n" in line:
                        one, line = line.split(b"\n", 1)
                        self._answer(one[one.rfind(b":"):] + b"\n")
            if not readable:
                time.sleep(0.002)

    def _answer(self, question):
        text = question.strip().decode("ascii", "replace")
        if not text.startswith(f":{ADDRESS:02X}") or frame(text[3], text[4:-5]) != question:
            return
        letter, body = text[3], text[4:-5]
        if letter == "F":
            self.events, self.seq = [], 0
            self.met += 1
        elif letter == "P" and self.events and self.events[0][0] == int(body, 16):
            self.events.pop(0)
        elif letter == "D":
            self.shown = body
            os.write(self.master, frame("T"))
            return
        if self.events:
            seq, what, key = self.events[0]
            os.write(self.master, frame(what, f"{seq:02X}{key:02X}"))
        else:
            os.write(self.master, frame("N"))


def main(binaries=None):
    with tempfile.TemporaryDirectory() as folder:
        house = House(folder, binaries)
        return perform(house, lambda: walk(house, Box(Path(folder) / "box"), Path(folder)))


def walk(house, box, folder):
    config = folder / "caller.toml"
    config.write_text(f'counter = {COUNTER}\nclerk = "101"\npad = false\n'
                      f'[[box]]\ndevice = "{box.link}#{ADDRESS}"\ncounter = {COUNTER}\n'
                      f'preset = "ten"\n')

    def counter():
        return next(one for one in house.status()["counters"] if one["id"] == COUNTER)

    def becomes(state):
        wait_for(f"the counter to be {state}", lambda: counter()["state"] == state)

    house.start_hall()
    house._start("caller", "jiaohao-caller", ["--config", config, *house._line(f"caller-{COUNTER}")])
    wait_for("the box to be met", lambda: box.met)
    wait_for("the box to show that the hall is in reach", lambda: box.shown == ",0,0")

    box.press(9)  # opens the counter
    becomes("OPEN")
    house.jiaohao("take", "--service", "fund-deposit")
    wait_for("the box to show that one waits", lambda: box.shown == ",1,3")
    box.press(1)
    wait_for("the box to show who is called", lambda: box.shown and box.shown.endswith(",0,1"))
    box.press(3)  # start
    wait_for("the box to go dark", lambda: box.shown and box.shown.endswith(",0,0"))
    box.press(4)  # finish
    wait_for("the box to show that nobody is there", lambda: box.shown == ",0,0")
    box.press(8)  # pause …
    wait_for("the press to be taken", lambda: not box.events)
    time.sleep(1)  # longer than "next" is dead
    box.press(1)  # … back soon: the first answer
    becomes("PAUSED")
    time.sleep(1)  # longer than "next" is dead
    box.press(8)
    becomes("OPEN")

    events = len(house.events())
    good = frame("K", "0108")
    box.say(good[:-7] + b"0000\r\n" + b"\xff\x00:::*\r\n" * 50 + b":03K01")
    time.sleep(0.5)
    box.press(8, let_go=False)
    wait_for("the press to be taken", lambda: not box.events)
    box.pull_out()
    time.sleep(1)  # longer than "next" is dead
    box.press(1)  # nobody hears it
    box.plug_in()
    met = box.met
    wait_for("the box to be met again", lambda: box.met > met, seconds=10)
    time.sleep(0.5)
    check(counter()["state"] == "OPEN", "a press that nobody heard was carried out later")
    check(len(house.events()) == events, "noise or a pulled cable made an event")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
