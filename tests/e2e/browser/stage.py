"""The frame of a test in the browser: a house, a browser, and what is left when something fails."""

import tempfile
import time
from pathlib import Path

import house as rehearsal
from browser import Browser


def pictures_folder(words):
    """Takes `--pictures FOLDER` out of the command line; None without it."""
    if "--pictures" not in words:
        return None
    at = words.index("--pictures")
    folder = Path(words[at + 1])
    folder.mkdir(parents=True, exist_ok=True)
    del words[at:at + 2]
    return folder


def perform(words, make_house, play, told):
    """Plays `play(house, browser, pictures)` in the house that `make_house(folder, words)` makes; the exit code. `told` says what
    was seen, when all went well."""
    words = list(words)
    pictures = pictures_folder(words)
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="jh-") as folder:
        browser = Browser.open(Path(folder) / "browser")
        if browser is None:
            print("  no browser can be had here (npm, its registry, Chromium): nothing was seen")
            return 0
        hall = make_house(Path(folder), words)

        def to_the_end():
            try:
                play(hall, browser, pictures)
            finally:
                browser.close()

        if failed := rehearsal.perform(hall, to_the_end):
            return failed
    print(f"  {told}, in {time.monotonic() - begin:.0f} s")
    return 0
