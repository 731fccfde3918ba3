#!/usr/bin/env python3
"""Unfinished translations fail the build: check.py ROOT [STAMP].

Every text in the sources of a part is in that part's .po of every language the part speaks; nothing is fuzzy,
lacks a plural form or a placeholder; no .po holds what no source says any more; and a text that two parts share
is translated the same in both. Each fault is one line, with its file and line."""

import re
import sys
from pathlib import Path

import po

PLURALS = {"zh_Hans": 1, "zh_Hant": 1, "ja": 1, "ko": 1, "th": 1, "es": 2, "fr": 2, "he": 2, "ru": 3, "ar": 6}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{[1-9]\}", text))


def without_outer(text: str) -> str:
    text = text.strip()
    while text.startswith("(") and text.endswith(")"):
        depth = 0
        for at, sign in enumerate(text):
            depth += (sign == "(") - (sign == ")")
            if depth == 0 and at + 1 < len(text):
                return text
        text = text[1:-1].strip()
    return text


def form_of(rule: str, n: int) -> int:
    """What gettext's C expression says of a number."""
    condition, question, rest = without_outer(rule).partition("?")
    if not question:
        python = re.sub(r"!(?!=)", " not ", condition.replace("&&", " and ").replace("||", " or "))
        if re.search(r"[^n0-9%=!<>()\sandortu]", python):
            raise ValueError(rule)
        return int(eval(python, {"__builtins__": {}}, {"n": n}))
    yes, _, no = rest.partition(":")
    return form_of(yes if form_of(condition, n) else no, n)


def lonely_forms(header: str) -> tuple[int, set[int]]:
    """How many forms there are, and those that stand for one number only: there it may be a word."""
    found = re.search(r"nplurals=(\d+); *plural=(.*);", header)
    if not found:
        return 0, set()
    numbers: dict[int, int] = {}
    for n in range(301):
        form = form_of(found[2], n)
        numbers[form] = numbers.get(form, 0) + 1
    return int(found[1]), {form for form, how_often in numbers.items() if how_often == 1}


def faults_of(entry: po.Entry, text: po.Entry, count: int, lonely: set[int]) -> list[str]:
    faults = []
    if entry.fuzzy:
        faults.append("is fuzzy; please check it and take the mark away")
    if entry.plural != text.plural:
        faults.append(f"must have msgid_plural '{text.plural}'" if text.plural else "has a plural that the source has not")
    wanted = count if text.plural else 1
    if set(entry.forms) != set(range(wanted)):
        faults.append(f"has {len(entry.forms)} forms instead of {wanted}")
    needed = placeholders(text.plural or text.id)
    for form, translation in entry.forms.items():
        if not translation.strip():
            faults.append("has no translation")
        elif placeholders(translation) != needed:
            fewer = placeholders(translation) == needed - {"{1}"}
            if not (text.plural and form in lonely and fewer):
                faults.append(f"must hold {' '.join(sorted(needed)) or 'no placeholder'}: '{translation}'")
    return faults


def check(root: Path) -> list[str]:
    faults: list[str] = []
    said: dict[tuple[str, tuple[str, str]], tuple[str, dict[int, str]]] = {}
    for part, (_, languages) in po.PARTS.items():
        texts = {text.key: text for text in po.texts(root, part)}
        for language in languages:
            name = f"assets/locale/{language}/{part}.po"
            file = root / name
            entries = po.parse(file.read_text(encoding="utf-8")) if file.exists() else []
            header = next((entry.forms[0] for entry in entries if not entry.id), "")
            count, lonely = lonely_forms(header)
            if entries and count != PLURALS[language]:
                faults.append(f"{name}:1: Plural-Forms must have {PLURALS[language]} forms, not {count}.")
            known = {entry.key: entry for entry in entries if entry.id}
            for key, text in texts.items():
                if key not in known:
                    faults.append(f"{text.places[0]}: '{text.id}' is not in {name}.")
            for key, entry in known.items():
                where = f"{name}:{entry.line}: '{entry.id}'"
                if key not in texts:
                    faults.append(f"{where} is said by no source any more; please take it out.")
                    continue
                faults += [f"{where} {fault}." for fault in faults_of(entry, texts[key], count, lonely)]
                first, forms = said.setdefault((language, key), (name, entry.forms))
                if forms != entry.forms:
                    faults.append(f"{where} is translated otherwise in {first}.")
    return faults


def main() -> int:
    faults = check(Path(sys.argv[1]))
    print("\n".join(faults), file=sys.stderr, end="\n" if faults else "")
    if not faults and len(sys.argv) > 2:
        Path(sys.argv[2]).write_text("translated\n", encoding="utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
