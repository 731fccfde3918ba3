"""The hall's real processes, started, watched, touched, photographed and stopped. For rehearsals and tests."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class Failed(Exception):
    """What was expected did not happen; the text says what."""


class Late(Failed):
    """What was expected did not happen in time: on a machine that had other things to do it may, another time."""


LATE = 75  # of a test that was late and nothing worse: EX_TEMPFAIL of sysexits.h


def exit_code(failure):
    return LATE if isinstance(failure, Late) else 1


def check(truth, sentence):
    if not truth:
        raise Failed(sentence)


def in_time(truth, sentence):
    if not truth:
        raise Late(sentence)


def wait_for(what, condition, seconds=15.0):
    """The first true value of condition(), asked again and again; Late when there is none in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise Late(f"waited {seconds:.0f} s in vain for {what}")


def free_port():
    """The first of two neighbouring free ports, below the range that clients are given."""
    while True:
        port = random.randrange(15000, 30000, 2)
        try:
            for number in (port, port + 1):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", number))
            return port
        except OSError:
            continue


def read_json(path):
    """The file's JSON, or None while there is none."""
    try:
        return json.loads(Path(path).read_text())
    except (OSError, ValueError):
        return None


class Process:
    """One program of ours, with its log; it can be killed and started again."""

    def __init__(self, name, command, log_folder, environment=None):
        self.name = name
        self.command = [str(part) for part in command]
        self.log = Path(log_folder) / f"{name}.log"
        self.environment = {**os.environ, **(environment or {})}
        self.child = None

    def start(self):
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(self.command, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                          env=self.environment)
        return self

    def running(self):
        return self.child is not None and self.child.poll() is None

    def kill(self):
        """As a power cut would: no chance to tidy up."""
        if self.running():
            self.child.send_signal(signal.SIGKILL)
        self.child.wait()

    def stop(self, seconds=10.0):
        """Asks politely, insists after a while; returns the exit code, or None when it had to be killed."""
        if self.child is None:
            return 0
        if self.running():
            self.child.send_signal(signal.SIGTERM)
        try:
            return self.child.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return None


class Screen:
    """An X server without a monitor, for one program's windows."""

    def __init__(self, width, height):
        reading, writing = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise Failed("Xvfb did not start")
        self.environment = {"DISPLAY": f":{number}", "SDL_VIDEODRIVER": "x11"}

    def _xdotool(self, *words):
        return subprocess.run(["xdotool", *map(str, words)], env={**os.environ, **self.environment}, check=True,
                              capture_output=True, text=True, timeout=20).stdout

    def touch(self, x, y):
        self._xdotool("mousemove", int(x), int(y), "mousedown", "1", "sleep", "0.04", "mouseup", "1")

    def window_origin(self, title):
        """Where a window's inside begins on this screen."""
        for window in self._xdotool("search", "--name", title).split():
            place = dict(line.split("=") for line in self._xdotool("getwindowgeometry", "--shell", window).split())
            return int(place["X"]), int(place["Y"])
        raise Failed(f"no window is called {title}")

    def move_window(self, title, x, y):
        window = self._xdotool("search", "--name", title).split()[0]
        self._xdotool("windowmove", "--sync", window, x, y)

    def focus(self, title):
        """Gives a window the keyboard, as a window manager would."""
        self._xdotool("search", "--name", title, "windowfocus", "--sync")

    def keys(self, *keys):
        self._xdotool("key", *keys)

    def type(self, text):
        self._xdotool("type", "--delay", "30", text)

    def picture(self, path):
        subprocess.run(["maim", "-u", str(path)], env={**os.environ, **self.environment}, check=True, timeout=20,
                       capture_output=True)

    def close(self):
        self.server.terminate()
        self.server.wait()


class House:
    """A whole hall in a folder of its own: state, keys, logs, tickets, and every process."""

    def __init__(self, out, binaries=None, hall_file=None):
        self.out = Path(out).resolve()
        self.binaries = Path(binaries or ROOT / "build" / "bin")
        self.hall_file = Path(hall_file or ROOT / "assets" / "hall" / "hall.toml")
        self.logs = self.out / "logs"
        self.tickets = self.out / "tickets"
        self.state = self.out / "state"
        self.keys = self.state / "keys"
        for folder in (self.logs, self.tickets, self.state):
            folder.mkdir(parents=True, exist_ok=True)
        self.state.chmod(0o700)
        self.endpoint = f"tcp://127.0.0.1:{free_port()}"
        self.printer_endpoint = f"ipc://{self.state}/printer.ipc"
        self.web = None
        self.before = {}  # of a program: the words that start it, such as valgrind and its options
        self.processes = {}
        self.screens = {}
        self.maps = {}

    # ---- starting ----

    def _line(self, device):
        return ["--hall", self.endpoint, "--hall-key", self.keys / "hall.pub", "--key", self.keys / f"{device}.key"]

    def _start(self, name, program, words, environment=None):
        command = [*self.before.get(program, ()), self.binaries / program, *words]
        process = Process(name, command, self.logs, environment)
        self.processes[name] = process.start()
        return process

    def start_hall(self):
        self._start("hall", "jiaohao-hall",
                    ["--config", self.hall_file, "--state", self.state, "--listen", self.endpoint, "--demo"])
        wait_for("the hall to answer", lambda: self.jiaohao("status", check=False).returncode == 0)

    def start_web(self, seconds=15.0):
        """The pages for browsers; kiosks that are started after it print their address."""
        port = free_port()
        self.web = f"http://127.0.0.1:{port}"
        self._start("web", "jiaohao-web", ["--listen", f"127.0.0.1:{port}", *self._line("web")])
        wait_for("the web page to be well", self.web_is_well, seconds)

    def web_is_well(self):
        try:
            with urllib.request.urlopen(f"{self.web}/healthz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def start_printer(self):
        self._start("printer", "jiaohao-printer",
                    ["--device", f"file:{self.tickets}", "--listen", self.printer_endpoint, "--spool",
                     self.state / "printer", "--devices", self.keys, *self._line("printer-1")], {})

    def _screen(self, name, width, height):
        if name not in self.screens:
            self.screens[name] = Screen(width, height)
        return self.screens[name]

    def start_kiosk(self, width=1080, height=1920, *more):
        self._start_on_screen("kiosk-1", "jiaohao-kiosk", (width, height),
                              ["--printer", self.printer_endpoint, "--device", "kiosk-1", "--window",
                               f"{width}x{height}", "--state", self.state / "kiosk-1", "--attract-after", 0,
                               *(["--ticket-link", f"{self.web}/t/"] if self.web else []), *more])

    def start_caller(self, counter, panel=True, *more):
        name = f"caller-{counter}"
        self._start_on_screen(name, "jiaohao-caller", (1360, 810),
                              ["--counter", counter, "--clerk", f"10{counter}", "--device", name,
                               *(["--panel"] if panel else []), *more])

    def start_display(self, width=1920, height=1080):
        self._start_on_screen("display-1", "jiaohao-display", (width, height),
                              ["--window", f"{width}x{height}", "--device", "display-1", "--virtual-speaker",
                               self.out / "spoken"])

    def _start_on_screen(self, name, program, size, words):
        screen = self._screen(name, *size)
        self.maps[name] = self.out / "state" / f"{name}.touch.json"
        self.maps[name].unlink(missing_ok=True)
        self._start(name, program, [*self._line(name), *words],
                    {**screen.environment, "JIAOHAO_TOUCH_MAP": str(self.maps[name]), "SDL_AUDIODRIVER": "dummy"})

    def restart(self, name):
        """Starts a killed process again exactly as it was."""
        if name in self.maps:
            self.maps[name].unlink(missing_ok=True)
        self.processes[name].start()

    # ---- asking ----

    def jiaohao(self, *words, check=True, seconds=20):
        """The command line of the hall's administrator."""
        try:
            done = subprocess.run([str(self.binaries / "jiaohao"), *map(str, words), *map(str, self._line("admin"))],
                                  capture_output=True, text=True, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise Late(f"jiaohao {' '.join(map(str, words))}: not done after {seconds} s") from None
        if check and done.returncode != 0:
            raise Failed(f"jiaohao {' '.join(map(str, words))}: exit {done.returncode}: {done.stderr.strip()}")
        return done

    def status(self):
        return json.loads(self.jiaohao("status", "--json").stdout)

    def events(self):
        """Every event of the journal, oldest first."""
        lines = self.jiaohao("export", "--from", "20000101", "--to", "29991231", "--json").stdout.splitlines()
        return [json.loads(line) for line in lines if line.strip()]

    # ---- touching ----

    def targets(self, name):
        """id -> (x, y) on the screen, and the page, of what can be touched now."""
        shown = read_json(self.maps[name])
        if shown is None:
            return None, {}
        windows = shown.get("windows") or [shown]
        found = {}
        for window in windows:
            x0, y0 = 0, 0
            if len(windows) > 1 and window["targets"]:
                x0, y0 = self.screens[name].window_origin(window["title"])
            for target in window["targets"]:
                found[target["id"]] = (x0 + target["x"], y0 + target["y"])
        return shown.get("page"), found

    def touch(self, name, *wanted, seconds=15):
        """Touches the first target whose id is, or begins with, one of `wanted`; waits until there is one."""

        def find():
            _, found = self.targets(name)
            for want in wanted:
                for target, place in found.items():
                    if target == want or (want.endswith(":") and target.startswith(want)):
                        return target, place
            return None

        target, place = wait_for(f"{name} to offer {' or '.join(wanted)}", find, seconds)
        self.screens[name].touch(*place)
        return target

    def page(self, name, wanted, seconds=15):
        wait_for(f"{name}'s page {wanted}", lambda: self.targets(name)[0] == wanted, seconds)

    def touch_through(self, name, path, reached=lambda page: None, seconds=20):
        """Follows a path of (page, what to touch there), to the page that stands last, alone."""
        for page, target in path:
            self.page(name, page, seconds)
            reached(page)
            if target is None:
                return
            self._touch_until_gone(name, page, target, seconds)

    def press(self, name, target, seconds=15):
        """Presses a key that leads to another page."""
        self._touch_until_gone(name, self.targets(name)[0], target, seconds)

    def _touch_until_gone(self, name, page, target, seconds):
        """People touch again when nothing happens; a screen that has just come does not take the first one."""
        end = time.monotonic() + seconds
        while self.targets(name)[0] == page:
            self.touch(name, target, seconds=seconds)
            try:
                wait_for("another page", lambda: self.targets(name)[0] != page, seconds=1.5)
            except Failed:
                if time.monotonic() > end:
                    raise Late(f"{name} stays on its page {page} whatever is touched") from None

    def picture(self, name, path):
        self.screens[name].picture(path)

    # ---- ending ----

    def stop(self):
        """Stops all; returns the names of those that did not end by themselves in order (exit code 0)."""
        untidy = []
        for name in reversed(list(self.processes)):
            if self.processes[name].stop() != 0:
                untidy.append(name)
        for screen in self.screens.values():
            screen.close()
        return untidy


def perform(house, play, more_logs=()):
    """Plays play() in the house and stops it; the exit code. When something else happens than was expected, it is told with
    the ends of all logs; every process has to end in order."""
    failed = 0
    try:
        play()
    except Failed as error:
        failed = exit_code(error)
        print(f"failed: {error}", file=sys.stderr)
        for log in [*sorted(house.logs.glob("*.log")), *more_logs]:
            print(f"---- {log.name}\n" + "\n".join(log.read_text(errors="replace").splitlines()[-40:]), file=sys.stderr)
    finally:
        untidy = house.stop()
    if untidy:
        print(f"failed: these did not end in order: {', '.join(untidy)}", file=sys.stderr)
    return 1 if untidy else failed
