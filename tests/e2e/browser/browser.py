"""Debian's Chromium without a window, driven through playwright-core from npm (driver.mjs): for the tests of web pages."""

import json
import shutil
import subprocess
import threading
from pathlib import Path
from queue import Empty, Queue

from house import Failed, Late

HERE = Path(__file__).resolve().parent
CHROMIUM = "/usr/bin/chromium"


class BrowserFault(Failed):
    """An order that the browser did not carry out."""


class Browser:
    """One browser; each page is another visitor, with storage of its own."""

    def __init__(self, folder):
        self.node = subprocess.Popen(["node", "driver.mjs", CHROMIUM, str(folder / "profile")], cwd=folder / "driver",
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     stderr=(folder / "browser.log").open("w"), text=True)
        self.answers = Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self._answer(40)

    @staticmethod
    def open(folder):
        """None where npm, its registry or Chromium cannot be had."""
        folder = Path(folder)
        if not shutil.which("npm") or not shutil.which("node") or not Path(CHROMIUM).exists():
            return None
        (folder / "driver").mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json", "driver.mjs"):
            shutil.copy(HERE / name, folder / "driver")
        done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"],
                              cwd=folder / "driver", capture_output=True, timeout=400)
        return Browser(folder) if done.returncode == 0 else None

    def _read(self):
        for line in self.node.stdout:
            self.answers.put(json.loads(line))
        self.answers.put({"error": "the browser has ended"})

    def _answer(self, seconds):
        try:
            answer = self.answers.get(timeout=seconds)
        except Empty:
            raise Late("the browser does not answer") from None
        if "error" in answer:
            raise (Late if "Timeout" in answer["error"] else BrowserFault)(answer["error"])
        return answer["value"]

    def _order(self, order, **words):
        self.node.stdin.write(json.dumps({"order": order, **words}) + "\n")
        self.node.stdin.flush()
        return self._answer(20 + words.get("seconds", 10))

    def page(self, name, url, width=320, height=640, locale="en", **more):
        self._order("open", page=name, url=url, width=width, height=height, locale=locale, **more)
        return Page(self, name)

    def close(self):
        self.node.stdin.close()
        try:
            self.node.wait(15)
        except subprocess.TimeoutExpired:
            self.node.kill()


class Page:
    def __init__(self, browser, name):
        self.browser, self.name = browser, name

    def _order(self, order, **words):
        return self.browser._order(order, page=self.name, **words)

    def goto(self, url):
        return self._order("goto", url=url)

    def evaluate(self, script):
        return self._order("evaluate", script=script)

    def wait(self, script, seconds=10):
        """Until the JavaScript is true."""
        return self._order("wait", script=script, seconds=seconds)

    def click(self, selector):
        return self._order("click", selector=selector)

    def fill(self, selector, text):
        return self._order("fill", selector=selector, text=text)

    def press(self, key):
        return self._order("press", key=key)

    def text(self, selector):
        """What is seen of it; None when it is hidden."""
        return self.evaluate(f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
                             " return e && e.offsetParent !== null ? e.innerText.trim() : null; })()")

    def is_shown(self, selector):
        return self.text(selector) is not None

    def offline(self, on):
        return self._order("offline", on=on)

    def picture(self, path, full=True):
        return self._order("picture", path=str(path), full=full)

    def faults(self):
        """What the browser complained of since the last time."""
        return self._order("faults")

    def close(self):
        return self._order("close")
