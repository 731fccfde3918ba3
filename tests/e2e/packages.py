"""The packages on a bare Debian 12: made by cpack, installed into a fresh debootstrap, started by their own systemd. Users and
modes, a ticket, the gateway, a hung hall that its watchdog starts again, an upgrade in place that keeps the journal and the
changed configuration, removal (the journal stays), purge (it is gone).

    python3 -B tests/e2e/packages.py build/bin [--all] [--plain]

--all installs all eight (the fonts are large); otherwise apt only says that it could. Where systemd-nspawn cannot boot, or with
--plain, the ExecStart lines run as the units' users in the chroot; that is said, and the watchdog is then not tested. Without
Debian's mirror nothing is tested, and the test says so."""

import argparse
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "shared" / "rehearsal"))
from house import Failed, Late, check, exit_code, wait_for  # noqa: E402

MIRROR = "http://deb.debian.org/debian"
PROGRAMS = ["common", "hall", "web", "tools"]
FURTHER = ["kiosk", "printer", "caller", "display"]
JOURNAL = "var/lib/jiaohao/journal.db"
BOOT_SECONDS, HUNG_SECONDS = 90, 2


def run(*words, check_it=True, seconds=600, **more):
    try:
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=seconds,
                              stdin=subprocess.DEVNULL, **more)
    except subprocess.TimeoutExpired:
        raise Late(f"{' '.join(map(str, words))}: not done after {seconds} s") from None
    if check_it and done.returncode != 0:
        raise Failed(f"{' '.join(map(str, words))}: exit {done.returncode}: {(done.stdout + done.stderr)[-1500:]}")
    return done


def reachable():
    try:
        with urllib.request.urlopen(f"{MIRROR}/dists/bookworm/Release", timeout=10) as answer:
            return answer.status == 200
    except OSError:
        return False


def pack(build, out, release, programs):
    """The packages as cpack makes them, NAME to file."""
    run("cpack", "-B", out, "-D", f"CPACK_OUTPUT_FILE_PREFIX={out}", "-D", f"CPACK_DEBIAN_PACKAGE_RELEASE={release}", "-D",
        f"CPACK_COMPONENTS_ALL={';'.join(programs)}", "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=gzip", cwd=build)
    made = {name: next(out.glob(f"jiaohao-{name}_*-{release}_*.deb"), None) for name in programs}
    check(all(made.values()), f"cpack made no package of {[name for name, file in made.items() if not file]}")
    return made


class Booted:
    """The Debian with its own systemd as process 1, and no network but its loopback."""

    def __init__(self, root):
        self.nspawn = subprocess.Popen(
            ["systemd-nspawn", "--boot", "--register=no", "--keep-unit", "--private-network", "--console=pipe", "-D", str(root)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.leader = None
        try:
            self.leader = wait_for("systemd to boot", self._booted, BOOT_SECONDS)
        except Failed:
            self.close()
            raise

    def _booted(self):
        check(self.nspawn.poll() is None, "systemd-nspawn gave up")
        children = Path(f"/proc/{self.nspawn.pid}/task/{self.nspawn.pid}/children").read_text().split()
        if not children:
            return None
        state = run("nsenter", "-t", children[0], "-a", "systemctl", "is-system-running", check_it=False).stdout.strip()
        return children[0] if state in ("running", "degraded") else None

    def inside(self, *words, **more):
        return run("nsenter", "-t", self.leader, "-a", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root",
                   "DEBIAN_FRONTEND=noninteractive", *words, **more)

    def shown(self, unit, name):
        return self.inside("systemctl", "show", "--value", "-p", name, unit).stdout.strip()

    def active(self, program):
        return self.shown(f"jiaohao-{program}.service", "ActiveState") == "active"

    def start(self, program):
        self.inside("systemctl", "start", f"jiaohao-{program}.service")

    def stopped_by_removal(self, program):
        return not self.active(program)

    def log(self):
        return self.inside("journalctl", "--no-pager", "-n", "40", "-u", "jiaohao-*", check_it=False).stdout

    def hung_hall_is_started_again(self):
        folder = "/run/systemd/system/jiaohao-hall.service.d"
        self.inside("sh", "-c", f"mkdir -p {folder} && printf '[Service]\\nWatchdogSec={HUNG_SECONDS}\\n' >{folder}/soon.conf"
                    " && systemctl daemon-reload && systemctl restart jiaohao-hall")
        # As long as it works nobody touches it, however little there is to do.
        pid = self.shown("jiaohao-hall", "MainPID")
        time.sleep(2 * HUNG_SECONDS)
        check(self.shown("jiaohao-hall", "MainPID") == pid, "the watchdog ended a hall that was well")
        self.inside("sh", "-c", f"kill -STOP {pid}")  # the shell's own: a bare Debian has no other
        wait_for("the hung hall to be started again",
                 lambda: self.active("hall") and self.shown("jiaohao-hall", "MainPID") not in (pid, "0"), 30)
        self.inside("sh", "-c", f"rm -r {folder} && systemctl daemon-reload")

    def healthy_page(self):
        code = ("import urllib.request as u; print(u.urlopen('http://127.0.0.1:6180/healthz', timeout=3).status)")
        return run("nsenter", "-t", self.leader, "-n", sys.executable, "-c", code, check_it=False).stdout.strip() == "200"

    def close(self):
        if self.nspawn.poll() is None:
            if self.leader:
                os.kill(int(self.leader), signal.SIGRTMIN + 4)  # systemd: power off
            else:
                self.nspawn.terminate()
            try:
                self.nspawn.wait(20)
            except subprocess.TimeoutExpired:
                self.nspawn.terminate()  # a second time: at once
                self.nspawn.terminate()
                self.nspawn.wait(20)


class Plain:
    """Without systemd: the units' ExecStart lines as the units' users, on this machine's network."""

    def __init__(self, root):
        self.root, self.children = root, {}
        run("mount", "--bind", "/proc", root / "proc")
        self.start("hall")

    def inside(self, *words, **more):
        done = run("chroot", self.root, "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive",
                   *words, **more)
        return done

    def start(self, program):
        unit = (self.root / f"usr/lib/systemd/system/jiaohao-{program}.service").read_text()
        said = {key: re.search(rf"^{key}=(.*)$", unit, re.M)[1] for key in ("ExecStart", "User", "StateDirectory")}
        state = f"/var/lib/{said['StateDirectory']}"
        self.inside("install", "-d", "-o", said["User"], "-m", "700", state)
        self.children[program] = subprocess.Popen(
            ["chroot", "--userspec", said["User"], str(self.root), *said["ExecStart"].split()], stdin=subprocess.DEVNULL)

    def active(self, program):
        return self.children[program].poll() is None

    def stopped_by_removal(self, program):
        self.children[program].terminate()
        return self.children[program].wait(20) == 0

    def log(self):
        return ""

    def hung_hall_is_started_again(self):
        print("NOT TESTED: the watchdog, which needs systemd")

    def healthy_page(self):
        line = http.client.HTTPConnection("127.0.0.1", 6180, timeout=3)
        try:
            line.request("GET", "/healthz")
            return line.getresponse().status == 200
        except OSError:
            return False

    def close(self):
        for child in self.children.values():
            child.kill()
            child.wait()
        run("umount", self.root / "proc", check_it=False)


def boot(root, plain):
    if not plain:
        try:
            return Booted(root)
        except Failed as reason:
            print(f"systemd-nspawn does not boot here ({reason}): the units' ExecStart lines run in a chroot instead")
    return Plain(root)


def take(machine):
    answer = machine.inside("jiaohao", "take", "--service", "pension", "--language", "en", "--json", "--state",
                            "/var/lib/jiaohao", check_it=False)
    return json.loads(answer.stdout)["number"] if answer.returncode == 0 else None


def waiting(machine):
    return machine.inside("jiaohao", "status", "--json", "--state", "/var/lib/jiaohao").stdout


def install(machine_run, root, packages, upgrade=False):
    folder = root / "packages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for file in packages.values():
        shutil.copy(file, folder)
    names = [f"/packages/{file.name}" for file in packages.values()]
    words = ["dpkg", "--install"] if upgrade else ["apt-get", "install", "-y", "-q", "--no-install-recommends"]
    return machine_run(*words, *names)


def story(root, first, second, options):
    in_chroot = lambda *words, **more: run("chroot", root, "env", "DEBIAN_FRONTEND=noninteractive", *words, **more)  # noqa: E731
    further = {name: first[name] for name in FURTHER}
    if options.all:
        install(in_chroot, root, first)
        for name in FURTHER:
            in_chroot(f"jiaohao-{name}", "--help")
    else:
        install(in_chroot, root, {name: first[name] for name in PROGRAMS})
        for file in further.values():
            shutil.copy(file, root / "packages")
        in_chroot("apt-get", "install", "-q", "--simulate", *[f"/packages/{file.name}" for file in further.values()])
    print("installed")

    machine = boot(root, options.plain)
    try:
        lived(machine, root, second)
    except BaseException:
        print(machine.log(), file=sys.stderr)
        raise
    finally:
        machine.close()


def lived(machine, root, second):
    wait_for("the hall to be up by itself", lambda: machine.active("hall"), 30)
    machine.inside("jiaohao", "keys", "make", "admin", "--role", "admin", "--state", "/var/lib/jiaohao")
    first_ticket = wait_for("a ticket", lambda: take(machine), 20)
    state = root / "var/lib/jiaohao"
    owner = machine.inside("id", "-u", "jiaohao-hall").stdout.strip()
    check(str(state.stat().st_uid) == owner and owner != "0", "the hall's state is not its own user's")
    check(state.stat().st_mode & 0o777 == 0o700, "others may look into the hall's state")
    for key in (state / "keys").glob("*.key"):
        check(key.stat().st_mode & 0o777 == 0o600, f"{key.name} may be read by others")

    machine.inside("jiaohao", "keys", "make", "web", "--role", "web", "--state", "/var/lib/jiaohao")
    machine.inside("install", "-o", "jiaohao-web", "-m", "600", "/var/lib/jiaohao/keys/web.key", "/var/lib/jiaohao/keys/hall.pub",
                   "/etc/jiaohao/keys/")
    machine.start("web")
    wait_for("the gateway to follow the hall", machine.healthy_page, 20)
    print(f"{first_ticket} was taken, the gateway is well")

    machine.hung_hall_is_started_again()
    wait_for("the hall to know its ticket after the watchdog", lambda: first_ticket in waiting(machine), 20)

    hall_file = root / "etc/jiaohao/hall.toml"
    hall_file.write_text("# changed by the technician\n" + hall_file.read_text())
    install(machine.inside, root, second, upgrade=True)
    version = machine.inside("dpkg-query", "-W", "-f", "${Version}", "jiaohao-hall").stdout
    check(version.endswith("-2"), f"the hall is still {version}")
    second_ticket = wait_for("a ticket after the upgrade", lambda: take(machine), 30)
    check(second_ticket[1:] == f"{int(first_ticket[1:]) + 1:03}", f"{second_ticket} does not follow {first_ticket}")
    check(hall_file.read_text().startswith("# changed"), "the upgrade overwrote hall.toml")
    wait_for("the gateway to be well after the upgrade", machine.healthy_page, 20)
    print(f"upgraded in place: {second_ticket} follows")

    packages = [f"jiaohao-{name}" for name in ("web", "hall")]
    machine.inside("dpkg", "--remove", *packages)
    check(all(machine.stopped_by_removal(name) for name in ("web", "hall")), "a removed program still runs")
    check(not (root / "usr/bin/jiaohao-hall").exists(), "the removed program is still there")
    check((root / JOURNAL).stat().st_size > 0 and hall_file.exists(), "removing took the journal or the configuration")
    machine.inside("dpkg", "--purge", *packages)
    check(not state.exists() and not hall_file.exists(), "purging left the journal or the configuration")
    units = list((root / "etc/systemd/system").rglob("jiaohao-*"))
    check(not units, f"purging left {units}")
    print("removed with the journal kept, purged without a rest")


def main():
    words = argparse.ArgumentParser()
    words.add_argument("binaries", type=Path)
    words.add_argument("--all", action="store_true")
    words.add_argument("--plain", action="store_true")
    options = words.parse_args()
    if not reachable():
        print(f"NOT TESTED: {MIRROR} is out of reach, and a bare Debian comes from there")
        return 0
    build = options.binaries.resolve().parent
    out = Path(tempfile.mkdtemp(prefix="jiaohao-packages-"))
    root = out / "debian"
    try:
        with ThreadPoolExecutor() as beside:
            debian = beside.submit(run, "debootstrap", "--variant=minbase", "--include=systemd,systemd-sysv", "bookworm", root,
                                   MIRROR, seconds=1200)
            first = pack(build, out, 1, PROGRAMS + FURTHER)
            second = pack(build, out, 2, PROGRAMS)
            debian.result()
        print("packed, and a bare Debian stands")
        story(root, first, second, options)
    except Failed as failure:
        print(f"failed: {failure}", file=sys.stderr)
        return exit_code(failure)
    finally:
        shutil.rmtree(out, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
