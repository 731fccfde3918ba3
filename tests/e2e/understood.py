"""Whether the English calls are understood: the display says a hundred calls into files, chime and all as in the hall, and
a recogniser (PocketSphinx with its American model) writes down what it hears. The same hundred without the chime are
counted too: what the chime costs.

It knows how a call goes, as somebody who waits does: any letter, any three digits, any counter up to nineteen. A call
counts as understood when letter, digits and counter are all right."""

import random
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "rehearsal"))
from house import Failed  # noqa: E402

CALLS, ENOUGH = 100, 85  # per cent
MODEL = Path("/usr/share/pocketsphinx/model/en-us")
NUMBERS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
           "seventeen eighteen nineteen").split()
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

GRAMMAR = f"""#JSGF V1.0;
grammar calls;
<digit> = {" | ".join(NUMBERS[:10])};
<letter> = {" | ".join(LETTERS.lower())};
<counter> = {" | ".join(NUMBERS[1:])};
public <call> = number <letter> <digit> <digit> <digit> please go to counter <counter>;
"""


def words(letter, digits, counter):
    spoken = " ".join(NUMBERS[int(digit)] for digit in digits)
    return f"number {letter.lower()} {spoken} please go to counter {NUMBERS[counter]}"


def say(display, calls, folder, chime):
    text = " ".join(f"{letter}{digits}:{counter}" for letter, digits, counter in calls)
    folder.mkdir()
    (folder / "display.toml").write_text(f"[voice]\nchime = {'true' if chime else 'false'}\n")
    subprocess.run([display, "--config", folder / "display.toml", "--languages", "en", "--sound-check", text, "--virtual-speaker", folder], check=True,
                   stderr=subprocess.DEVNULL, timeout=120)


def hear(folder, count):
    (folder / "calls.jsgf").write_text(GRAMMAR)
    (folder / "files").write_text("".join(f"{index:03}\n" for index in range(1, count + 1)))
    subprocess.run(
        ["pocketsphinx_batch", "-hmm", MODEL / "en-us", "-dict", MODEL / "cmudict-en-us.dict",
         "-jsgf", folder / "calls.jsgf", "-ctl", folder / "files", "-cepdir", folder, "-cepext", ".wav",
         "-adcin", "yes", "-adchdr", "44", "-samprate", "22050", "-nfft", "1024", "-hyp", folder / "heard"],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240)
    return [line.partition("(")[0].strip() for line in (folder / "heard").read_text().splitlines()]


def understood(calls, heard, tell):
    count = 0
    for call, text in zip(calls, heard, strict=True):
        if text == words(*call):
            count += 1
        elif tell:
            print(f"said: {words(*call)}\n  heard: {text}")
    return count


def main(programs):
    chance = random.Random(7)
    calls = [(chance.choice(LETTERS), f"{chance.randrange(1, 1000):03}", chance.randrange(1, 20))
             for _ in range(CALLS)]
    count = {}
    with tempfile.TemporaryDirectory(prefix="jh-") as name:
        for chime in (True, False):
            folder = Path(name) / ("chime" if chime else "plain")
            say(Path(programs) / "jiaohao-display", calls, folder, chime)
            count[chime] = understood(calls, hear(folder, len(calls)), chime)
    print(f"{count[True]} of {CALLS} calls were understood, {count[False]} without the chime; {ENOUGH} are enough")
    if count[True] * 100 < ENOUGH * CALLS:
        raise Failed("the English voice is not understood well enough")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Failed as failure:
        sys.exit(f"understood: {failure}")
