"""The supervisor's page in Debian's Chromium, with a real hall and a real gateway: the log-in and a wrong PIN, a call that
is seen at once, a service that kiosks do not give any more, an urgent visitor who goes first, what a counter serves, an
alert that somebody has seen, a notice, the keyboard, the end of the day and its reopening, the log-out. On a desk and on a
tablet, in Chinese and English; every page can be read and says nothing wrong to the console.

    python3 -B tests/e2e/web_staff.py build/bin [--pictures FOLDER]

Without npm, its registry or Chromium nothing is seen, and the test says so."""

import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT / "shared" / "rehearsal"), str(HERE / "browser"), str(HERE)]
from house import House, check, in_time  # noqa: E402
from stage import perform  # noqa: E402
from web_visitor import FAINT, WIDER  # noqa: E402

SUPERVISOR, PIN = "900", "2468"
AT_ONCE_SECONDS = 2.0
WANTED = (403, 409)  # a wrong PIN, a refusal
DESK, TABLET, UPRIGHT = (1440, 900), (1024, 768), (768, 1024)

# With a mouse; a finger gets 44 px.
SMALL = """[...document.querySelectorAll('button, summary, input:not([type=checkbox], [type=radio]), select, textarea')]
  .filter((e) => e.checkVisibility())
  .map((e) => [e.innerText.slice(0, 20) || e.id, e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 35.5).map(([words, box]) => `${words} ${box.width}x${box.height}`)"""

# Fields that say nothing to a screen reader, keys without words, tables whose heads have no scope.
MUTE = """[
  ...[...document.querySelectorAll('input, select, textarea')].filter((e) => e.labels.length === 0),
  ...[...document.querySelectorAll('button')].filter((e) => e.checkVisibility() && !e.innerText.trim()),
  ...document.querySelectorAll('th:not([scope])'),
].map((e) => e.outerHTML.slice(0, 80))"""

# Words that are cut off by their own box.
CUT = """[...document.querySelectorAll('button, .pill, h2, h3, dt, dd, th, td')]
  .filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0)
  .map((e) => e.innerText.slice(0, 30))"""


class Desk:
    """One supervisor's browser."""

    def __init__(self, story, name, size, locale, **more):
        self.story, self.name, self.locale = story, name, locale
        self.page = story.browser.page(name, f"{story.base}/staff", width=size[0], height=size[1], locale=locale, **more)
        story.desks.append(self)

    def log_in(self, pin=PIN):
        self.page.fill("#staff", SUPERVISOR)
        self.page.fill("#pin", pin)
        self.page.click("#log-in button")

    def comes_in(self):
        self.log_in()
        self.page.wait("document.querySelectorAll('#counters > li').length > 0")

    def key(self, name):
        return f'[data-key="{name}"]'

    def confirm(self, **fields):
        """Fills the dialog and sends it."""
        self.page.wait("document.getElementById('dialog').open")
        for name, value in fields.items():
            if value is True:
                self.page.click(f"#dialog-fields label:has([name={name}])")
            else:
                self.page.fill(f"#field-{name}", value)
        self.page.click("#dialog-go")

    def done(self):
        self.page.wait("!document.getElementById('dialog').open")

    def card(self, counter, inside=""):
        return f"document.querySelectorAll('#counters > li')[{counter - 1}]{inside}"

    def judge(self, name, full=False):
        """What holds for every page, and its picture."""
        wide, faint, small = self.page.evaluate(WIDER), self.page.evaluate(FAINT), self.page.evaluate(SMALL)
        check(wide <= 0, f"{name}: wider than the screen by {wide}")
        check(not faint, f"{name}: hard to read: {faint}")
        check(not small, f"{name}: hard to touch: {small}")
        for what, script in (("says nothing to a screen reader", MUTE), ("is cut off", CUT)):
            found = self.page.evaluate(script)
            check(not found, f"{name}: {what}: {found}")
        if self.story.pictures:
            self.page.evaluate("scrollTo(0, 0)")
            self.page.picture(self.story.pictures / f"staff-{name}.png", full)


class Story:
    def __init__(self, house, browser, pictures):
        self.house, self.browser, self.pictures, self.desks = house, browser, pictures, []
        house.start_hall()
        house.start_web()
        self.base = house.web

    def jiaohao(self, *words, check=True):
        return self.house.jiaohao(*words, check=check)

    def take(self, service, channel=None):
        words = ["take", "--service", service, "--json", *(["--channel", channel] if channel else [])]
        return json.loads(self.jiaohao(*words).stdout)["number"]

    def events(self, kind):
        return [event for event in self.house.events() if event["kind"] == kind]

    def no_faults(self):
        for desk in self.desks:
            faults = [fault for fault in desk.page.faults() if not any(f"status of {wanted}" in fault for wanted in WANTED)]
            check(not faults, f"the console of {desk.name} says {faults}")


def a_busy_hall(story):
    for counter, clerk in ((1, "101"), (2, "102"), (3, "103"), (4, "104")):
        story.jiaohao("open", "--counter", counter, "--clerk", clerk)
    for service, count in (("fund-deposit", 3), ("fund-withdrawal", 4), ("fund-loan", 2), ("pension", 5), ("medical", 2)):
        for number in range(count):
            story.take(service, "elderly" if number == 2 else None)
    story.jiaohao("call", "--counter", 1)
    story.jiaohao("start", "--counter", 1)
    story.jiaohao("call", "--counter", 4)
    story.jiaohao("pause", "--counter", 2, "--reason", "Meal break")


def logged_in(story, desk):
    page = desk.page
    check(page.evaluate("document.documentElement.lang") == desk.locale, "the log-in speaks another language")
    desk.log_in("1111")
    page.wait("!document.getElementById('refusal').hidden")
    check(page.text("#refusal"), "a wrong PIN is refused without a word")
    desk.judge("log-in")
    desk.comes_in()
    check(page.evaluate("document.querySelectorAll('#counters > li').length") == 6, "not all counters are there")
    check(page.evaluate("document.cookie") == "", "a script can read the session")


def a_call_arrives(story, desk):
    begin = time.monotonic()
    story.jiaohao("call", "--counter", 3)
    desk.page.wait(desk.card(3, ".classList.contains('calling')"))
    in_time(time.monotonic() - begin < AT_ONCE_SECONDS, f"a call is seen after {time.monotonic() - begin:.1f} s")


def a_service_is_paused(story, desk):
    desk.page.click(desk.key("stop-medical"))
    desk.confirm(reason="医保网络中断", minutes="30")
    desk.done()
    desk.page.wait("document.querySelector('[data-key=\"offer-medical\"]')")
    done = story.jiaohao("take", "--service", "medical", check=False)
    check(done.returncode == 3, f"a paused service gives numbers: {done.stdout}")


def much_happens(story, desk):
    """Somebody asks to go first, a counter for help, and somebody complains."""
    story.jiaohao("call-help", "--counter", 1, "--whom", "supervisor")
    story.jiaohao("word", "--ticket", story.take("pension"), "--kind", "complaint", "--text", "没有人解释。")
    number = story.take("fund-loan", "urgent")
    desk.page.wait("!document.getElementById('urgent-part').hidden && document.querySelectorAll('#alerts > li').length === 2")
    desk.page.wait("document.querySelectorAll('#follow-ups > li').length === 1")
    desk.page.wait("document.getElementById('news').textContent !== ''")
    desk.judge("desk-zh-Hans")
    desk.judge("whole-zh-Hans", full=True)
    return number


def an_urgent_one_goes_first(story, desk, number):
    desk.page.click("#urgent [data-key^=approve]")
    desk.confirm(reason="发高烧")
    desk.done()
    desk.page.wait("document.getElementById('urgent-part').hidden")
    approved = story.events("TICKET_APPROVED")
    check(len(approved) == 1 and approved[0]["number"] == number and approved[0]["clerk"] == SUPERVISOR, f"the journal says {approved}")


def services_are_assigned(story, desk):
    """By the keyboard alone, beginning at the counter's key."""
    page = desk.page
    page.evaluate("document.querySelector('[data-key=services-4]').focus()")
    page.press("Enter")
    page.wait("document.getElementById('dialog').open")
    check(page.evaluate("document.getElementById('dialog').contains(document.activeElement)"), "the dialog does not take the focus")
    page.press("Escape")
    desk.done()
    page.wait("document.activeElement.dataset.key === 'services-4'", 3)
    page.press("Enter")
    page.wait("document.getElementById('dialog').open")
    page.click("input[name=service-medical][value=serves]")
    desk.judge("services-zh-Hans")
    page.click("#dialog-go")
    desk.done()
    page.wait("document.activeElement.dataset.key === 'services-4'", 3)  # although the card has changed
    assigned = story.events("SERVICES_ASSIGNED")
    check(len(assigned) == 1 and "medical" in assigned[0]["reason"].split("|")[0], f"the journal says {assigned}")


def an_alert_is_seen(story, desk, other):
    desk.page.click(desk.key("seen-help-1"))
    for one in (desk, other):
        one.page.wait("[...document.querySelectorAll('#alerts .seen')].some((e) => e.innerText.includes('900'))")
    check(len(story.events("ALERT_ACKNOWLEDGED")) == 1, "who has seen the alert is not in the journal")
    desk.page.click(desk.key("end_help-1"))
    desk.page.wait("!document.querySelector('#alerts .seen')")


def a_notice_is_posted(story, desk):
    before = desk.page.evaluate("document.querySelectorAll('#notices li').length")
    desk.page.click("#edit-notices")
    desk.confirm(**{"add-zh-Hans": "今日 16:00 起系统维护 <b>"})
    desk.done()
    desk.page.wait(f"document.querySelectorAll('#notices li').length === {before + 1}")
    check(desk.page.evaluate("document.querySelector('#notices li:last-child').textContent").endswith("<b>"), "a notice is not shown as it is")


def a_complaint_is_followed_up(story, desk):
    check("没有人解释" not in desk.page.evaluate("document.body.innerHTML"), "a complaint is shown before it is recorded that it is read")
    desk.page.click("#follow-ups button")
    desk.page.wait("document.getElementById('dialog').open && document.querySelector('.said').textContent === '没有人解释。'")
    check(len(story.events("ACCESS_RECORDED")) == 1, "that a complaint was read is not in the journal")
    desk.judge("follow-up-zh-Hans")
    desk.page.fill("#field-note", "已致电道歉")
    desk.page.click(desk.key("fu-close"))
    desk.done()
    desk.page.wait("document.querySelectorAll('#follow-ups > li').length === 0")


def the_hall_goes_and_returns(story, desk):
    story.no_faults()
    story.house.processes["hall"].kill()
    desk.page.wait("!document.getElementById('stale').hidden", 15)
    story.house.restart("hall")
    desk.page.wait("document.getElementById('stale').hidden", 20)
    for one in story.desks:
        one.page.faults()


def the_day_ends_and_begins(story, desk):
    page = desk.page
    page.click("#end-day")
    desk.confirm(reason="停电")
    page.wait("!document.getElementById('dialog-refusal').hidden")
    check(page.text("#dialog-refusal"), "the end of the day is refused without a word")
    desk.judge("end-day")
    page.click("#dialog-fields label:has([name=override])")
    page.click("#dialog-go")
    desk.done()
    page.wait("!document.getElementById('reopen-day').hidden")
    check(story.jiaohao("take", "--service", "pension", check=False).returncode == 3, "a day that was ended gives numbers")
    check(story.events("DAY_ENDED")[0]["reason"] == "override:停电", "the reason is not in the journal")
    page.click("#reopen-day")
    desk.confirm()
    desk.done()
    page.wait("!document.getElementById('end-day').hidden")
    story.take("pension")


def logged_out(story, desk, other):
    desk.page.click("#log-out")
    desk.page.wait("document.getElementById('log-in')")
    check(other.page.evaluate("document.querySelectorAll('#counters > li').length") == 6, "another one's session ended, too")
    other.page.click("#log-out")
    other.page.wait("document.getElementById('log-in')")
    check(len(story.events("STAFF_SIGNED_OUT")) == 1, "the hall is not told of the log-out")


def the_hours_ahead_are_looked_at(story, desk):
    """As things are, and with a counter less and another rule; nothing happens by it."""
    page = desk.page
    page.wait("document.querySelectorAll('#ahead-rows tbody').length >= 7")
    before = len(story.house.events())
    page.click("#what-if summary")
    page.click("#if-closed label:has([value='1'])")
    page.evaluate("document.getElementById('if-preset').value = 'fifo'")
    page.click("#if-go")
    page.wait("document.querySelector('#ahead-chart .imagined')")
    shown = page.evaluate("""[...document.querySelectorAll('#ahead-rows tbody')].map(
        (row) => [...row.querySelectorAll('td:nth-child(4) bdi')].map((e) => parseInt(e.textContent)))""")
    # Means, rounded: of a half hour both may be the same number.
    fewer = [imagined < as_is for as_is, imagined in shown]
    check(sum(fewer) * 2 > len(shown) and all(imagined <= as_is for as_is, imagined in shown), f"one counter less makes {shown}")
    check(page.evaluate("document.querySelector('.legend .imagined').textContent").startswith("− "), "what is wondered about is not named")
    desk.judge("ahead-zh-Hans", full=True)
    check(len(story.house.events()) == before, "looking ahead has changed something")


def in_every_language(story, desk):
    for language in ("zh-Hant", "en", "ja", "ko", "ru", "ar", "he", "es", "fr"):
        desk.page.goto(f"{story.base}/staff?l={language}")
        check(desk.page.evaluate("document.documentElement.lang") == language, f"the page does not speak {language}")
        desk.judge(f"tablet-{language}")


def at_night(story):
    """Dark, and upright; a third browser of the same supervisor."""
    night = Desk(story, "night", UPRIGHT, "en", dark=True)
    night.judge("log-in-night")
    night.comes_in()
    night.judge("night", full=True)
    night.page.click("#evacuate")
    night.judge("evacuate-night")
    night.page.press("Escape")
    night.done()
    night.page.click("#log-out")
    night.page.wait("document.getElementById('log-in')")


def a_report_is_read(story, desk):
    links = desk.page.evaluate("[...document.querySelectorAll('.reports a')].map((a) => a.getAttribute('href'))")
    check(len(links) == 6 and links[0].startswith("/staff/report/today/"), f"the reports are {links}")
    made = desk.page.evaluate(f"fetch('{links[0]}').then((answer) => answer.text())")
    check("<svg" in made and "<script" not in made, "the report is no page with charts")
    check(any(event["reason"] == "report today" for event in story.events("ACCESS_RECORDED")), "nobody knows who read the report")


def play(story):
    a_busy_hall(story)
    desk = Desk(story, "desk", DESK, "zh-Hans")
    logged_in(story, desk)
    tablet = Desk(story, "tablet", TABLET, "en")
    tablet.comes_in()
    a_call_arrives(story, desk)
    a_service_is_paused(story, desk)
    number = much_happens(story, desk)
    an_urgent_one_goes_first(story, desk, number)
    services_are_assigned(story, desk)
    an_alert_is_seen(story, desk, tablet)
    a_notice_is_posted(story, desk)
    a_complaint_is_followed_up(story, desk)
    a_report_is_read(story, desk)
    the_hours_ahead_are_looked_at(story, desk)
    in_every_language(story, tablet)
    at_night(story)
    the_hall_goes_and_returns(story, desk)
    the_day_ends_and_begins(story, tablet)
    logged_out(story, desk, tablet)
    story.no_faults()
    orders = {event["reason"] for event in story.events("ACTION_ORDERED")}
    wanted = {"pause-service", "approve", "assign-services", "end-help", "notices", "end-day", "reopen-day"}
    check(wanted <= orders, f"the journal has no order of {wanted - orders}")
    log = story.house.processes["web"].log.read_text()
    check(PIN not in log and "没有人解释" not in log, "a secret is in the log")


def main():
    return perform(sys.argv[1:], lambda folder, words: House(folder / "house", *words[:1]),
                   lambda *parts: play(Story(*parts)), "a supervisor's day, at a desk and on a tablet")


if __name__ == "__main__":
    sys.exit(main())
