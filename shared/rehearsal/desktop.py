"""Opens the demonstration hall with real windows on this desktop; Ctrl-C closes it."""

import argparse
import os
import signal
import sys
from pathlib import Path

from house import Failed, House, wait_for


class DesktopHouse(House):
    """The same processes, on the desktop's own display, with sound."""

    def _start_on_screen(self, name, program, size, words):
        self.maps[name] = self.state / f"{name}.touch.json"
        self._start(name, program, [*self._line(name), *words], {"JIAOHAO_TOUCH_MAP": str(self.maps[name])})


def main():
    state_home = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", default=state_home / "jiaohao" / "demonstration", type=Path)
    folder = options.parse_args().out
    house = DesktopHouse(folder)
    stop = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.append(True))
    try:
        house.start_hall()
        house.start_web()
        house.start_printer()
        house.start_display(1280, 720)
        house.start_caller(1)
        house.start_caller(2, panel=False)
        house.start_kiosk(607, 1080)
        print(f"Tickets are printed into {house.tickets}; logs are in {house.logs}.")
        print(f"Pages for browsers: {house.web}/t/TOKEN is a visitor's, by the code on the ticket.")
        print(f"The command line: build/bin/jiaohao status {' '.join(map(str, house._line('admin')))}", flush=True)
        wait_for("Ctrl-C", lambda: stop or not house.processes["hall"].running(), seconds=10**9)
    except Failed as error:
        print(f"The hall did not start: {error}. Its logs are in {house.logs}.", file=sys.stderr)
        return 1
    finally:
        house.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
