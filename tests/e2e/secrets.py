"""No secret is ever written into a log: a whole hall is used, by right and wrong, its logs
in plain and in JSON; then all of them are searched for every secret key, PIN and token that was in use."""

import json
import os
import re
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "shared" / "rehearsal"), str(HERE)]
from house import House, check, perform, wait_for  # noqa: E402
from kill_each import kiosk_visit  # noqa: E402

PIN, WRONG_PIN = "2468", "97531864"  # the supervisor's


def secret_keys(house):
    """The secret halves of all key files: 40 characters of Z85."""
    found = set()
    for file in house.keys.glob("*.key"):
        match = re.search(r"^secret (\S{40})$", file.read_text(), re.MULTILINE)
        check(match, f"no secret half was found in {file.name}: this test does not know its format any more")
        found.add(match.group(1))
    return found


def ask_web(house, path, data=None):
    """The status of the answer."""
    request = urllib.request.Request(house.web + path, data=None if data is None else json.dumps(data).encode(),
                                     headers={"Content-Type": "application/json", "Origin": house.web})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def use(house):
    """Everything that has to do with a secret, once rightly and once wrongly; the tokens that were given."""
    house.start_hall()
    house.start_printer()
    house.start_display()
    house.start_web()
    house.start_caller(1)
    house.start_kiosk()
    kiosk_visit(house)
    service = house.status()["hall"]["services"][0]["id"]
    tokens = {json.loads(house.jiaohao("take", "--service", service, "--json").stdout)["token"] for _ in range(3)}
    for token in tokens:
        ask_web(house, f"/t/{token}")
        ask_web(house, f"/t/{token}/no-such-thing", {})
        house.jiaohao("cancel", "--token", token, check=False)
        house.jiaohao("export", "--token", token, check=False)
    for pin, wanted in ((WRONG_PIN, 403), (PIN, 200)):
        status = ask_web(house, "/staff/log-in", {"staff": "900", "pin": pin})
        check(status == wanted, f"a log-in with the {'right' if pin == PIN else 'wrong'} PIN was answered with {status}")
    house.processes["hall"].kill()  # what is told of a return
    house.restart("hall")
    wait_for("the hall to answer", lambda: house.jiaohao("status", check=False).returncode == 0)
    return tokens


def search(house, secrets, form):
    logs = sorted(house.logs.glob("*.log"))
    check(len(logs) >= 6 and all(log.stat().st_size for log in logs), f"only {[log.name for log in logs]} have logged")
    for log in logs:
        text = log.read_text(errors="replace")
        for secret in secrets:
            check(re.search(rf"(?<![0-9a-zA-Z]){re.escape(secret)}(?![0-9a-zA-Z])", text) is None, f"{log.name} ({form}) holds the secret {secret[:4]}…")
    print(f"  {form}: {len(secrets)} secrets in none of {len(logs)} logs", flush=True)


def look(house, form):
    tokens = use(house)
    keys = secret_keys(house)
    check(len(keys) >= 8 and len(tokens) == 3, f"{len(keys)} keys, {len(tokens)} tokens: this test looks at nothing")
    search(house, keys | tokens | {PIN, WRONG_PIN}, form)


def main():
    for form in ("text", "json"):
        os.environ["JIAOHAO_LOG"] = form
        with tempfile.TemporaryDirectory(prefix="jh-") as folder:
            house = House(folder, *sys.argv[1:2])
            if perform(house, lambda: look(house, form)) != 0:
                return 1
    return 0



if __name__ == "__main__":
    sys.exit(main())
