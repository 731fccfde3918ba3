"""The drill for the day the disk dies: a hall is backed up while visitors come and clerks call, is killed and lost with its
folder, and comes back on another one. What was acknowledged before the backup began is there, nothing stands twice, the
board follows the new hall by itself, and the next visitor is served."""

import collections
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "shared" / "rehearsal"), str(HERE)]
from house import House, check, perform, wait_for  # noqa: E402
from kill_each import Clerk, Visitors  # noqa: E402


def of_the_machine(house, *words):
    """The command line on the hall's own machine: works on its state folder."""
    return house.jiaohao(*words, "--state", house.state, check=False, seconds=60)


def judge(house, tickets, calls):
    """What was acknowledged before the backup began, against the journal that was restored."""
    events = house.events()
    issued = collections.Counter(event["ticket"] for event in events if event["kind"] == "TICKET_ISSUED")
    numbers = collections.Counter((event["day"], event["number"]) for event in events if event["kind"] == "TICKET_ISSUED")
    called = collections.Counter(event["ticket"] for event in events if event["kind"] == "TICKET_CALLED")
    for answer in tickets:
        check(issued[answer["ticketId"]] == 1, f"the acknowledged ticket {answer['number']} is not in the journal once")
    for answer in calls:
        check(called[answer["ticketId"]] == 1, f"the acknowledged call of {answer['number']} is not in the journal once")
    check(max(numbers.values()) == 1, "a number stands twice")
    print(f"  {len(tickets)} tickets and {len(calls)} calls were acknowledged before the backup; all of them are there", flush=True)


def drill(house):
    house.start_hall()
    house.services = [service["id"] for service in house.status()["hall"]["services"]]
    house.start_display()
    for counter in (2, 3):
        house.jiaohao("open", "--counter", counter, "--clerk", f"10{counter}")
    visitors, clerks = Visitors(house), [Clerk(house, 2), Clerk(house, 3)]
    people = [visitors, *clerks]
    for person in people:
        person.start()
    wait_for("visitors and calls", lambda: len(visitors.answers) > 8 and all(len(clerk.answers) > 2 for clerk in clerks), 60)

    backup = house.out / "hall.backup"
    tickets, calls = list(visitors.answers), [answer for clerk in clerks for answer in clerk.answers]
    begin = time.monotonic()
    done = of_the_machine(house, "backup", "--out", backup, "--json")
    check(done.returncode == 0, f"the backup failed: {done.stderr}")
    told = json.loads(done.stdout)
    print(f"  {told['events']} events and {told['files']} files backed up in {time.monotonic() - begin:.2f} s, the hall running", flush=True)
    check(backup.stat().st_mode & 0o777 == 0o600, "others may read the backup")
    count = len(visitors.answers)
    wait_for("the hall to go on", lambda: len(visitors.answers) > count, 30)
    for person in people:
        person.enough.set()
    for person in people:
        person.join(timeout=60)
        check(person.problem is None, f"{person.problem}")

    running = of_the_machine(house, "restore", "--from", backup)
    check(running.returncode == 1 and "stop it first" in running.stderr, f"restored under a running hall: {running.stderr}")
    store = house.status()["store"]
    board = house.processes["display-1"].log
    followed = board.read_text().count("follows the hall")
    house.processes["hall"].kill()
    occupied = of_the_machine(house, "restore", "--from", backup)
    check(occupied.returncode == 1 and "move the folder away" in occupied.stderr, f"restored over a journal: {occupied.stderr}")

    # The disk is gone; the devices keep their keys, which they have copies of.
    lost = house.out / "lost"
    house.state.rename(lost)
    begin = time.monotonic()
    done = of_the_machine_anew(house, lost, backup)
    check(done.returncode == 0 and "may be given again" in done.stdout, f"the restore failed: {done.stderr}")
    house.restart("hall")
    wait_for("the hall to answer", lambda: house.jiaohao("status", check=False).returncode == 0, 30)
    print(f"  restored and open again after {time.monotonic() - begin:.1f} s", flush=True)
    wait_for("the board to follow it", lambda: board.read_text().count("follows the hall") > followed, 20)
    judge(house, tickets, calls)
    check(house.status()["store"] != store, "the restored journal cannot be told from the lost one")
    number = house.jiaohao("take", "--service", house.services[0], "--json")
    check(json.loads(number.stdout)["number"], "the restored hall gives no number")
    shutil.rmtree(lost)


def of_the_machine_anew(house, lost, backup):
    """On a machine that has only the backup: even the administrator's key comes out of it."""
    check(not (house.state / "keys").exists() and (lost / "keys").exists(), "the old folder is still there")
    return of_the_machine(house, "restore", "--from", backup)


def main():
    with tempfile.TemporaryDirectory(prefix="jh-") as folder:
        house = House(folder, *sys.argv[1:2])
        return perform(house, lambda: drill(house))



if __name__ == "__main__":
    sys.exit(main())
