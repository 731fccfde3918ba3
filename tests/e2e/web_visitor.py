"""A visitor's phone page in Debian's Chromium, with a real hall and a real gateway: the whole visit in English, Chinese and
Arabic. The place in the line and an honest interval, documents that stay ticked, why this order, letting others go first,
the call with sound and vibration, the rating that is asked for once, complaint, giving the number back, coming back after a
missed call, an evacuation; the gateway, the hall and the network die and return. Every page fits 320 px, can be read, can be
touched by a thumb, and says nothing wrong to the console.

    python3 -B tests/e2e/web_visitor.py build/bin [--pictures FOLDER]

Without npm, its registry or Chromium nothing is seen, and the test says so."""

import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "shared" / "rehearsal"), str(Path(__file__).resolve().parent / "browser")]
from house import House, check, in_time  # noqa: E402
from stage import perform  # noqa: E402

SERVICE, COUNTER, CLERK = "fund-loan", 3, "103"
AT_ONCE_SECONDS = 2.0

# What phones do on a call, counted instead of heard and felt.
COUNT_SENSES = """(() => {
  window.tones = 0; window.shakes = 0;
  const make = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () { window.tones++; return make.call(this); };
  navigator.vibrate = () => { window.shakes++; return true; };
})()"""

# Text whose contrast is below 4.5 (3 where it is large), as "words: contrast".
FAINT = """(() => {
  const channels = (color) => { const found = color.match(/[\\d.]+/g).map(Number); return [...found.slice(0, 3), found[3] ?? 1]; };
  const light = ([r, g, b]) => [r, g, b].map((c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; })
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => { for (; e; e = e.parentElement) { const c = channels(getComputedStyle(e).backgroundColor); if (c[3] === 1) return c; }
    return [255, 255, 255]; };
  const faint = [];
  for (const e of document.querySelectorAll('body *')) {
    const words = [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join('');
    if (!words || e.offsetParent === null || !e.getClientRects().length) continue;
    const style = getComputedStyle(e), a = light(channels(style.color)), b = light(ground(e));
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), size = parseFloat(style.fontSize);
    if (contrast < (size >= 24 || (size >= 18.6 && style.fontWeight >= 700) ? 3 : 4.5)) faint.push(words.slice(0, 30) + ': ' + contrast.toFixed(2));
  }
  return faint;
})()"""

# What can be touched and is less than 44 px high or wide.
SMALL = """[...document.querySelectorAll('button, a, summary, textarea, .ticks label, .kinds label')]
  .filter((e) => e.offsetParent !== null)
  .map((e) => [e.innerText.slice(0, 20), e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5 || box.width < 43.5).map(([words, box]) => `${words} ${box.width}x${box.height}`)"""

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Visit:
    """One ticket and its page."""

    def __init__(self, story, language, channel=None):
        words = ["take", "--service", SERVICE, "--language", language, "--json"]
        answer = json.loads(story.house.jiaohao(*words, *(["--channel", channel] if channel else [])).stdout)
        self.story, self.language, self.number, self.token = story, language, answer["number"], answer["token"]
        self.page = None

    def url(self, more=""):
        return f"{self.story.base}/t/{self.token}{more}"

    def open(self, **more):
        self.page = self.story.browser.page(f"{self.number}-{len(self.story.pages)}", self.url(), locale=self.language, **more)
        self.story.pages.append(self.page)
        return self

    def comes_to(self, mood, seconds=10):
        self.page.wait(f"document.body.className === '{mood}'", seconds)

    def judge(self, name):
        """What holds for every page, and its picture."""
        check(self.page.evaluate(WIDER) <= 0, f"{name}: wider than the phone")
        faint, small = self.page.evaluate(FAINT), self.page.evaluate(SMALL)
        check(not faint, f"{name}: hard to read: {faint}")
        check(not small, f"{name}: hard to touch: {small}")
        if self.story.pictures:
            self.page.picture(self.story.pictures / f"visitor-{name}-{self.language}.png")


class Story:
    def __init__(self, house, browser, pictures):
        self.house, self.browser, self.pictures, self.pages = house, browser, pictures, []
        house.start_hall()
        house.start_web()
        self.base = house.web

    def counter(self, verb, *words):
        self.house.jiaohao(verb, "--counter", COUNTER, *words)

    def call(self, visit):
        """Calls this one; the page must say so at once."""
        begin = time.monotonic()
        self.counter("call", "--ticket", visit.number)
        visit.comes_to("called")
        in_time(time.monotonic() - begin < AT_ONCE_SECONDS, f"{visit.number} learns of its call after {time.monotonic() - begin:.1f} s")

    def events(self, kind):
        return [event for event in self.house.events() if event["kind"] == kind]

    def no_faults(self):
        for page in self.pages:
            faults = page.faults()
            check(not faults, f"the console of {page.name} says {faults}")


def waiting(story, visits):
    for visit in visits:
        page = visit.open().page
        check(page.evaluate("document.documentElement.lang") == visit.language, f"the page of {visit.language} speaks another language")
        direction = page.evaluate("getComputedStyle(document.body).direction")
        check(direction == ("rtl" if visit.language == "ar" else "ltr"), f"{visit.language} runs {direction}")
        check(page.text(".number") == visit.number, "the page shows another number")
        wait = page.text(".facts dd")
        check(wait, "no word of how long it takes")
        check(page.evaluate("document.querySelectorAll('#document-list input').length") >= 3, "documents are missing")
        check(page.evaluate("document.querySelectorAll('#notice-list li').length") == 3, "notices are missing")
        page.click("#document-list li:nth-child(2) label")
        page.goto(visit.url())
        ticked = "[...document.querySelectorAll('#document-list input')].map(box => box.checked).join()"
        check(page.evaluate(ticked).startswith("false,true,false"), "a ticked document is forgotten")
        page.click("#why summary")
        page.wait("document.querySelectorAll('#reasons-why li').length > 1")
        visit.judge("waiting")
        page.click("#why summary")


def late(story, visit):
    check(visit.page.text("#yield"), "nobody can be let go first")
    visit.page.click("#yield")
    visit.page.wait("document.body.className === 'waiting' && !document.getElementById('said').hidden")
    check(len(story.events("PLACE_YIELDED")) == 1, "letting others go first is not in the journal")
    visit.judge("yielded")


def called(story, visit):
    page = visit.page
    page.evaluate(COUNT_SENSES)
    page.click("#ring")
    check(page.evaluate("tones") == 2 and page.evaluate("shakes") == 1, "the bell cannot be tried")
    check(page.evaluate("document.getElementById('ring').getAttribute('aria-pressed')") == "true", "the bell does not say that it is on")
    story.call(visit)
    check(page.text(".place .counter") == str(COUNTER) and page.text(".location"), "the page does not say where to go")
    check(page.evaluate("tones") == 8 and page.evaluate("shakes") == 2, "the call is not heard and felt")
    check(page.evaluate("document.title")[0] in "●○" and str(COUNTER) in page.evaluate("document.title"), "the title says nothing of the call")
    check(page.evaluate("document.querySelector('.state').getAttribute('aria-live')") == "assertive", "a screen reader is not told")
    story.counter("recall")
    page.wait("tones === 14")
    visit.judge("called")


def served(story, visit):
    story.counter("start")
    visit.comes_to("serving")
    story.counter("finish")
    visit.comes_to("done")
    check(visit.page.is_shown("#rate-ask"), "no rating is asked for")


def rated_low(story, visit):
    page = visit.page
    visit.judge("rating")
    page.click('[data-score="2"]')
    page.click("#reasons li:nth-child(2) label")
    visit.judge("reasons")
    page.click("#send-rating")
    page.wait("!document.getElementById('rated').hidden")
    rated = story.events("TICKET_RATED")
    check(len(rated) == 1 and rated[0]["value"] == 2 and "slow" in rated[0]["reason"], f"the journal says {rated}")
    page.goto(visit.url())
    check(not page.is_shown("#rate-ask"), "a rating is asked for twice")


def rated_well(story, visit):
    visit.page.click('[data-score="5"]')
    visit.page.wait("!document.getElementById('rated').hidden")
    check(len(story.events("TICKET_RATED")) == 2, "the journal has not got the second rating")


def not_rated(visit):
    visit.page.click("#no-rating")
    check(not visit.page.is_shown("#rate"), "a rating is urged")
    visit.page.goto(visit.url())
    check(not visit.page.is_shown("#rate"), "a rating is asked for although it was declined")


def complained(story, visit):
    page = visit.page
    page.click("#word summary")
    page.click("label:has([value=complaint])")
    page.fill("#words", "太吵了 <script>alert(1)</script>")
    visit.judge("word")
    page.click("#word-form [type=submit]")
    page.wait("!document.getElementById('word-said').hidden")
    left = story.events("WORD_LEFT")
    check(len(left) == 1 and left[0]["value"] == 1, f"the journal says {left}")
    check(len(story.events("FOLLOW_UP_OPENED")) == 2, "the low rating and the complaint are not followed up")


def given_back(story, visit):
    page = visit.page
    page.click("#cancel")
    visit.judge("sure")
    page.click("#keep")
    check(page.is_shown("#cancel") and not page.is_shown("#sure"), "the number cannot be kept")
    page.click("#cancel")
    page.click("#give-back")
    visit.comes_to("over")
    check(len(story.events("TICKET_CANCELLED")) == 1, "the number is not given back")
    visit.judge("over")


def missed(story, visit):
    story.call(visit)
    story.counter("no-show")
    visit.comes_to("missed")
    visit.judge("missed")
    visit.page.click("#return-missed")
    visit.page.wait("['waiting', 'next'].includes(document.body.className)")


def cut(story, visit):
    """The gateway, the hall, and the phone's own network go and come back."""
    page = visit.page
    story.no_faults()
    number = page.text(".number")
    for name in ("web", "hall"):
        story.house.processes[name].kill()
        page.wait("!document.getElementById('stale').hidden", 15)
        check(page.text(".number") == number and page.text("#as-of"), f"without {name} the page has lost what it knew")
        if name == "web":
            visit.judge("cut")
        story.house.restart(name)
        page.wait("document.getElementById('stale').hidden", 20)
    page.offline(True)
    page.wait("!document.getElementById('stale').hidden", 15)
    page.offline(False)
    page.wait("document.getElementById('stale').hidden", 20)
    for other in story.pages:
        other.faults()  # that connections failed is what was wanted


def evacuated(story, visit):
    story.house.jiaohao("alarm", "--kind", "evacuation")
    visit.page.wait("document.querySelector('.alarm.evacuation:not([hidden]) strong')?.innerText.length > 3", 3)
    visit.judge("evacuation")
    story.house.jiaohao("all-clear")
    visit.page.wait("document.getElementById('alarm').hidden", 5)


def elsewhere(story, visit):
    """Without JavaScript, in the dark, on a desk, in every language, and where there is no such ticket."""
    plain = story.browser.page("plain", visit.url(), script=False, locale="en")
    check(plain.text(".number") == visit.number and plain.text(".headline") and plain.text(".facts dd"), "without JavaScript there is nothing")
    check(not plain.is_shown("#cancel"), "keys that do nothing are shown")
    visit.open(width=1280, height=900, dark=True).judge("desk")
    languages = visit.page.evaluate("[...document.querySelectorAll('.languages a')].map(link => link.hreflang)")
    check(len(languages) == 10, f"the page offers {languages}")
    visit.open()
    for language in languages:
        visit.language = language
        time.sleep(1)  # nobody changes the language faster, and one ticket's requests are limited
        visit.page.goto(visit.url(f"?l={language}"))
        visit.judge("next")
    lost = story.browser.page("lost", f"{story.base}/t/0123456789abcdef0123", locale="zh-CN")
    check("今天没有找到这个号" in lost.text("h1") or "没有" in lost.text("h1"), f"a wrong token is told {lost.text('h1')}")
    if story.pictures:
        lost.picture(story.pictures / "visitor-lost.png")


def play(story):
    story.counter("open", "--clerk", CLERK)
    first, second, third = (Visit(story, language) for language in ("en", "zh-Hans", "ar"))
    fourth = Visit(story, "zh-Hans")
    for _ in range(3):
        Visit(story, "en")
    waiting(story, (first, second, third))
    fourth.open()
    late(story, first)
    called(story, first)
    served(story, first)
    rated_low(story, first)
    story.call(second)
    second.judge("called")
    served(story, second)
    rated_well(story, second)
    complained(story, second)
    given_back(story, fourth)
    missed(story, third)
    cut(story, third)
    evacuated(story, third)
    story.call(third)
    third.judge("called")
    served(story, third)
    not_rated(third)
    last = Visit(story, "zh-Hant", "elderly")
    elsewhere(story, last)
    story.no_faults()
    log = story.house.processes["web"].log.read_text()
    check(not any(visit.token in log for visit in (first, second, third, fourth, last)), "a token is in the log")


def hall_file(folder):
    """The demonstration's, where a missed call may be told at once."""
    text = (ROOT / "assets" / "hall" / "hall.toml").read_text(encoding="utf-8")
    for rule in ('no_show_after = "30 s"', "no_show_recalls = 1"):
        check(rule in text, f"hall.toml has no {rule}")
    file = Path(folder) / "hall.toml"
    file.write_text(text.replace('no_show_after = "30 s"', 'no_show_after = "0 s"').replace("no_show_recalls = 1", "no_show_recalls = 0"),
                    encoding="utf-8")
    return file


def main():
    return perform(sys.argv[1:], lambda folder, words: House(folder / "house", *words[:1] or [None], hall_file(folder)),
                   lambda *parts: play(Story(*parts)), "a visit in three languages, cut three times")


if __name__ == "__main__":
    sys.exit(main())
