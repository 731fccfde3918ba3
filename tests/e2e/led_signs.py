"""LED signs of a real hall, seen by receivers that others wrote: a counter's strip is sent in every protocol at once while
the counter opens, calls, serves and closes. What arrives as FlaschenTaschen, DDP, E1.31 (npm sacn) and Art-Net (npm dmxnet,
Debian's ola) is the same picture, in the colour of what the counter does; a text card on TCP and on a serial line answers and
is told the words; a character display on Modbus (npm modbus-serial) shows the number. An alarm is on all of them within a
second, and the board is back within a second of the all-clear. Then the hall is killed: no number stays.

Without npm, or without its registry, its three receivers are not asked, and the test says so."""

import json
import os
import select
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import tty
import urllib.parse
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "rehearsal"))
from house import Failed, House, Late, check, exit_code, free_port, in_time, perform, wait_for  # noqa: E402

HERE = Path(__file__).resolve().parent
WIDTH, HEIGHT, COUNTER, UNIVERSES = 128, 16, 1, 13
BYTES = WIDTH * HEIGHT * 3
AT_ONCE_SECONDS = 1.0
RED, AMBER, WHITE, GREEN = (255, 0, 0), (255, 200, 0), (255, 255, 255), (0, 255, 0)


def colours(frame):
    return {tuple(frame[i:i + 3]) for i in range(0, len(frame), 3)} - {(0, 0, 0)}


class Wall:
    """A wall's pixels, as some receiver has them."""

    def __init__(self):
        self.frame = bytes(BYTES)

    def put(self, offset, data):
        data = bytes(data)[:BYTES - offset]
        self.frame = self.frame[:offset] + data + self.frame[offset + len(data):]


class Udp:
    """Takes the datagrams of a port, in a thread."""

    def __init__(self, take):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self.port = self.socket.getsockname()[1]
        self.wall = Wall()
        self.faults = []
        threading.Thread(target=self._work, args=(take,), daemon=True).start()

    def _work(self, take):
        while True:
            datagram = self.socket.recv(65536)
            try:
                take(self.wall, datagram)
            except (ValueError, IndexError, AssertionError) as fault:
                self.faults.append(f"{fault!r} in {datagram[:32].hex()}")


def take_flaschen_taschen(wall, datagram):
    """As its server reads it: a PPM with a comment of where it goes."""
    lines, rest = [], datagram
    while len([line for line in lines if not line.startswith(b"#")]) < 3:
        line, rest = rest.split(b"\n", 1)
        lines.append(line)
    place = next(line for line in lines if line.startswith(b"#FT:"))
    magic, size, depth = [line for line in lines if not line.startswith(b"#")]
    width, height = map(int, size.split())
    x, y, _ = map(int, place[4:].split())
    assert (magic, depth, x, width) == (b"P6", b"255", 0, WIDTH) and len(rest) == width * height * 3
    wall.put(y * WIDTH * 3, rest)


def take_ddp(wall, datagram):
    flags, sequence, kind, destination, offset, length = struct.unpack(">BBBBIH", datagram[:10])
    assert flags & 0xC0 == 0x40 and sequence == 0 and kind == 0x0B and destination == 1 and length == len(datagram) - 10
    wall.put(offset, datagram[10:])


def crc16(data):
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    return struct.pack("<H", crc)


class Card:
    """An Onbon text card, written from its maker's layout alone. Answers by `send`."""

    ESCAPES = ((b"\xa6\x02", b"\xa5"), (b"\xa6\x01", b"\xa6"), (b"\x5b\x02", b"\x5a"), (b"\x5b\x01", b"\x5b"))

    def __init__(self, screen, send):
        self.screen, self.send = screen, send
        self.buffer, self.text, self.frames, self.faults = b"", "", 0, []

    def received(self, data):
        self.buffer += data
        while b"\x5a" in self.buffer:
            frame, self.buffer = self.buffer.split(b"\x5a", 1)
            try:
                self._frame(frame)
            except (AssertionError, ValueError, struct.error) as fault:
                self.faults.append(f"{fault!r} in {frame.hex()}")

    def _frame(self, frame):
        assert frame.startswith(b"\xa5" * 8), "eight starts"
        inside, at = b"", 8
        while at < len(frame):
            pair = frame[at:at + 2]
            plain = next((to for escape, to in self.ESCAPES if pair == escape), None)
            inside += plain or frame[at:at + 1]
            at += 2 if plain else 1
        inside, crc = inside[:-2], inside[-2:]
        assert crc == crc16(inside), "its CRC"
        screen, source, length = struct.unpack("<HH", inside[:4]) + struct.unpack("<H", inside[12:14])
        data = inside[14:]
        if screen != self.screen:
            return  # another one on the line
        assert source == 0x8000 and inside[10:12] == b"\xfe\x02" and length == len(data), "its header"
        assert data[:7] == b"\xa3\x06\x01\x00\x00\x00\x01", "an update of one area, with an answer"
        area_length = struct.unpack("<H", data[7:9])[0]
        area = data[9:]
        assert area_length == len(area), "the area's length"
        kind, x, y, width, height = struct.unpack("<BHHHH", area[:9])
        assert (kind, x, y, width, height) == (0, 0x8000, 0, 0x8000 | WIDTH, HEIGHT), "the area's place"
        mode, timeout = struct.unpack("<BH", area[11:14])
        assert mode == 2 and timeout > 0, "it goes when nobody renews it"
        text_length = struct.unpack("<I", area[23:27])[0]
        assert text_length == len(area) - 27, "the text's length"
        self.text = area[27:].decode("gb2312")
        self.frames += 1
        answer = struct.pack("<HH", 0x8000, self.screen) + bytes(6) + b"\xfe\x02\x05\x00" + b"\xa0\x00\x00\x00\x00"
        escaped = b""
        for byte in answer + crc16(answer):
            one = bytes([byte])
            escaped += next((escape for escape, plain in self.ESCAPES if one == plain), one)
        self.send(b"\xa5" * 8 + escaped + b"\x5a")


class TcpCard:
    """A card on the network. drop() is its switch."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.peer = None
        self.card = Card(1, lambda data: self.peer.sendall(data))
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self):
        while True:
            self.peer, _ = self.listener.accept()
            try:
                while data := self.peer.recv(4096):
                    self.card.received(data)
            except OSError:
                pass

    def drop(self):
        self.peer.shutdown(socket.SHUT_RDWR)


class Line:
    """A serial line with its end for us; what comes goes to `take`."""

    def __init__(self, take):
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        self.path = os.ttyname(self.slave)
        threading.Thread(target=self._work, args=(take,), daemon=True).start()

    def _work(self, take):
        while True:
            if select.select([self.master], [], [], 1)[0]:
                take(os.read(self.master, 4096))

    def write(self, data):
        os.write(self.master, data)


class NpmReceivers:
    """sacn, dmxnet and modbus-serial, in one node process; None when they cannot be had."""

    def __init__(self, folder):
        self.sacn, self.artnet, self.number, self.faults = Wall(), Wall(), "", []
        self.ready, self.heard = False, 0
        self.near, self.far = Line(lambda data: self.far.write(data)), Line(lambda data: self.near.write(data))
        self.port = free_port()
        said = folder / "said"
        self.node = subprocess.Popen(
            ["node", folder / "receivers.js", str(UNIVERSES), str(self.port), str(UNIVERSES), self.far.path, "7"],
            stdout=subprocess.PIPE, stderr=said.open("w"), text=True)
        threading.Thread(target=self._work, daemon=True).start()
        wait_for("npm's receivers to listen", lambda: self.ready or self.node.poll() is not None, seconds=60)
        check(self.ready, f"npm's receivers ended: {said.read_text()}")

    def _work(self):
        for line in self.node.stdout:
            self.heard += 1
            if not line.startswith("{"):
                continue
            heard = json.loads(line)
            if heard["who"] == "sacn":
                self.sacn.put((heard["universe"] - 1) * 510, heard["data"][:510])
            elif heard["who"] == "artnet":
                self.artnet.put(heard["universe"] * 510, heard["data"][:510])
            elif heard["who"] == "modbus":
                self.number = heard["data"]
            elif heard["who"] == "ready":
                self.ready = True
            else:
                self.faults.append(heard["data"])

    @staticmethod
    def open(folder):
        if not shutil.which("npm") or not shutil.which("node"):
            return None
        for name in ("package.json", "package-lock.json", "receivers.js"):
            shutil.copy(HERE.parent / "led" / name, folder)
        done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=folder,
                              capture_output=True, timeout=400)
        return NpmReceivers(folder) if done.returncode == 0 else None


class Ola:
    """olad with its Art-Net plugin: the first universe, as it is read over HTTP."""

    OTHERS = ("dummy", "e131", "espnet", "ftdidmx", "gpio", "karate", "kinet", "milinst", "nanoleaf", "opendmx",
              "openpixelcontrol", "osc", "pathport", "renard", "sandnet", "shownet", "spi", "spidmx", "stageprofi",
              "uartdmx", "usbdmx", "usbserial")

    def __init__(self, folder):
        folder.chmod(0o777)
        settings = {plugin: "enabled = false\n" for plugin in self.OTHERS}  # some would take others' ports
        settings["artnet"] = "enabled = true\nuse_loopback = true\n"
        for plugin, text in settings.items():
            conf = folder / f"ola-{plugin}.conf"
            conf.write_text(text)
            conf.chmod(0o777)
        self.http = free_port()
        as_somebody = ["runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []
        self.log = (folder / "olad.log").open("w")
        self.daemon = subprocess.Popen(
            [*as_somebody, "olad", "--config-dir", str(folder), "--http-port", str(self.http), "--rpc-port",
             str(self.http + 1), "--no-register-with-dns-sd", "-l", "3"], stdout=self.log, stderr=self.log)
        ports = wait_for("olad's Art-Net port", self._art_net_ports, seconds=20)
        form = urllib.parse.urlencode({"id": 1, "name": "strip", "add_ports": ports[0]}).encode()
        urllib.request.urlopen(self._url("/new_universe"), form, timeout=5).read()

    def _url(self, path):
        return f"http://127.0.0.1:{self.http}{path}"

    def _art_net_ports(self):
        try:
            ports = json.load(urllib.request.urlopen(self._url("/json/get_ports"), timeout=2))
        except OSError:
            return None
        return [port["id"] for port in ports if port["device"].startswith("ArtNet") and not port["is_output"]]

    def first_universe(self):
        return bytes(json.load(urllib.request.urlopen(self._url("/get_dmx?u=1"), timeout=2))["dmx"][:510])


def config(house, folder, signs):
    text = f'device = "display-1"\nlanguages = ["zh-Hans"]\n[hall]\nendpoint = "{house.endpoint}"\n'
    text += f'hall_key = "{house.keys}/hall.pub"\nkey = "{house.keys}/display-1.key"\n[voice]\nmute = true\n'
    for name, (driver, address, more) in signs.items():
        text += f'[[led]]\nname = "{name}"\ndriver = "{driver}"\naddress = "{address}"\ncounter = {COUNTER}\n{more}\n'
    path = folder / "display.toml"
    path.write_text(text)
    return path


def main(binaries=None):
    with tempfile.TemporaryDirectory(prefix="jh-led-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        house = House(folder / "house", binaries)
        for part in ("npm", "ola"):
            (folder / part).mkdir()
        npm = ola = None
        try:
            npm = NpmReceivers.open(folder / "npm")
            ola = Ola(folder / "ola")
            return perform(house, lambda: walk(house, folder, npm, ola))
        except Failed as failure:  # of a judge
            print(f"failed: {failure}", file=sys.stderr)
            return exit_code(failure)
        finally:
            for judge in ([ola.daemon] if ola else []) + ([npm.node] if npm else []):
                judge.terminate()
                judge.wait(10)


def walk(house, folder, npm, ola):
    taschen, ddp = Udp(take_flaschen_taschen), Udp(take_ddp)
    tcp = TcpCard()
    cards = {}

    def to_cards(data):
        for card in cards.values():
            card.received(data)

    line = Line(to_cards)
    cards = {number: Card(number, line.write) for number in (1, 2)}
    picture = folder / "strip.png"
    signs = {
        "taschen": ("flaschen-taschen", f"udp://127.0.0.1:{taschen.port}", "layer = 2"),
        "ddp": ("ddp", f"udp://127.0.0.1:{ddp.port}", ""),
        "ola": ("art-net", "udp://127.0.0.1:6454", "universe = 1"),
        "tcp card": ("onbon", f"tcp://127.0.0.1:{tcp.port}", 'resend = "2 s"'),
        "card 1": ("onbon", f"serial:{line.path}", "station = 1\nbaud = 57600"),
        "card 2": ("onbon", f"serial:{line.path}", "station = 2\nbaud = 57600"),
        "picture": ("emulator", f"file:{picture}", ""),
    }
    if npm:
        signs["sacn"] = ("e131", "udp://127.0.0.1:5568", "")
        signs["dmxnet"] = ("art-net", f"udp://127.0.0.1:{npm.port}", "")
        signs["digits"] = ("modbus", f"serial:{npm.near.path}", "station = 7\nplaces = 6")
    house.start_hall()
    house._start("display", "jiaohao-display", ["--config", config(house, folder, signs)],
                 {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"})

    def frames():
        found = {"flaschen-taschen": taschen.wall.frame, "ddp": ddp.wall.frame}
        if npm:
            found |= {"sacn": npm.sacn.frame, "dmxnet": npm.artnet.frame}
        return found

    def shows(colour, words, number):
        """Everybody shows this, and the same."""

        def agreed():
            now = frames()
            return len(set(now.values())) == 1 and colours(now["ddp"]) == {colour} and \
                ola.first_universe() == now["ddp"][:510]

        try:
            wait_for(f"all walls to show one picture in {colour}", agreed, seconds=20)
        except Failed as failure:
            seen = {who: sorted(colours(frame))[:3] for who, frame in frames().items()}
            told = f"npm: {npm.heard} lines, ended: {npm.node.poll()}" if npm else "npm: none"
            raise Late(f"{failure}; seen: {seen}; ola: {sorted(colours(ola.first_universe()))[:3]}; {told}") from None
        for who, card in {"tcp": tcp.card, **cards}.items():
            wait_for(f"card {who} to say {words}, and not {card.text}", lambda: card.text == words)
        if npm:
            wait_for(f"the digits to be {number!r}, not {npm.number!r}", lambda: npm.number.strip() == number)
        return frames()["ddp"]

    closed = shows(RED, "1 号窗口 未开放", "")
    house.jiaohao("open", "--counter", COUNTER, "--clerk", "101")
    shows(GREEN, "1 号窗口 空闲", "")
    ticket = house.jiaohao("take", "--service", "fund-deposit", "--json")
    number = json.loads(ticket.stdout)["number"]
    house.jiaohao("call", "--counter", COUNTER)
    dark = bytes(BYTES)
    wait_for("the call to flash", lambda: ddp.wall.frame == dark, seconds=4)
    called = shows(AMBER, f"请{number}到1号窗口", number)
    check(called != closed, "a call looks like a closed counter")
    wait_for("the emulator's picture", lambda: picture.exists() and picture.read_bytes()[:4] == b"\x89PNG")

    frames_before = tcp.card.frames
    tcp.drop()
    wait_for("the card to be told again after its cable was out", lambda: tcp.card.frames > frames_before, seconds=10)
    house.jiaohao("start", "--counter", COUNTER)
    shows(WHITE, f"正在办理 {number}", number)
    taschen.wall.frame = dark  # switched off and on
    wait_for("the watchdog to light the wall again", lambda: colours(taschen.wall.frame) == {WHITE}, seconds=8)

    def at_once(what, colour, words, digits, *command):
        """Every sign says it within a second of the command: a wall by its colour, a card by how its words begin."""
        before = picture.read_bytes()
        seen = {who: lambda who=who: colours(frames()[who]) == {colour} for who in frames()}
        seen |= {f"card {who}": lambda card=card: card.text.startswith(words) for who, card in {"tcp": tcp.card, **cards}.items()}
        seen["emulator"] = lambda: picture.read_bytes() != before
        if npm:
            seen["digits"] = lambda: npm.number.strip() == digits
        took, begin = {}, time.monotonic()
        house.jiaohao(*command)
        while len(took) < len(seen):
            took |= {who: time.monotonic() - begin for who, there in seen.items() if who not in took and there()}
            in_time(time.monotonic() < begin + 10, f"{what}: after ten seconds not on {sorted(set(seen) - set(took))}")
        print(f"  {what}: " + ", ".join(f"{who} {seconds:.2f} s" for who, seconds in sorted(took.items())), flush=True)
        late = sorted(who for who, seconds in took.items() if seconds > AT_ONCE_SECONDS)
        in_time(not late, f"{what}: late on {', '.join(late)}")
        wait_for(f"ola to show {colour} alone", lambda: colours(ola.first_universe()) == {colour})

    at_once("evacuation", RED, "请立即离开大厅", "", "alarm", "--kind", "evacuation")
    at_once("all-clear", WHITE, f"正在办理 {number}", number, "all-clear")
    at_once("notice", RED, "重要通知", "", "alarm", "--kind", "notice", "--text", "zh-Hans=今天下午三点下班。")
    at_once("its end", WHITE, f"正在办理 {number}", number, "all-clear")

    house.processes["hall"].kill()
    shows(WHITE, "1 号窗口", "")
    house.restart("hall")
    shows(WHITE, f"正在办理 {number}", number)

    check(house.processes["display"].stop() == 0, "the display did not end in order")
    wait_for("the walls to go dark", lambda: set(frames().values()) == {dark})
    for who, faults in {"flaschen-taschen": taschen.faults, "ddp": ddp.faults, "tcp card": tcp.card.faults,
                        "card 1": cards[1].faults, "card 2": cards[2].faults, "npm": npm.faults if npm else []}.items():
        check(not faults, f"{who} found fault: {faults[:3]}")
    judges = "sacn, dmxnet, modbus-serial and ola" if npm else "ola (npm's receivers could not be had and were not asked)"
    print(f"led signs: every protocol shows the counter's state alike; judges: {judges}")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
