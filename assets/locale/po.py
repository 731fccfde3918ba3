"""What the house's scripts know of .po files: entries with their lines, and the texts that sources mark."""

import ast
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

# A part of the house, where its texts stand, and who reads them. Whoever edits a part edits its .po alone.
SCREENS = ("zh_Hans", "zh_Hant", "ja", "ko", "ru", "ar", "he", "es", "fr")
PARTS = {
    "kiosk": ("kiosk", SCREENS),
    "display": ("display", SCREENS),
    "caller": ("caller", SCREENS),
    "printer": ("printer", SCREENS + ("th",)),
    "web": ("shared/web", SCREENS),
    "report": ("shared/report", SCREENS),
    "model": ("shared", SCREENS),
}
# Here every sentence is a text for visitors, marked or not.
SENTENCES = ("shared/model/refusal.cpp", "shared/model/preset.cpp")
KEYWORDS = ("", "tr:1", "tr_n:1,2", "tr_c:1c,2", "msgid:1")


@dataclass
class Entry:
    line: int = 0
    context: str = ""
    id: str = ""
    plural: str = ""
    forms: dict[int, str] = field(default_factory=dict)
    fuzzy: bool = False
    places: list[str] = field(default_factory=list)  # file:line in the sources

    @property
    def key(self) -> tuple[str, str]:
        return (self.context, self.id)


def parse(text: str) -> list[Entry]:
    """Every entry, the header (an empty id) too."""
    entries: list[Entry] = []
    entry, add = Entry(), None
    seen = False

    def put(kind: str, index: int):
        def more(piece: str) -> None:
            if kind == "msgstr":
                entry.forms[index] = entry.forms.get(index, "") + piece
            else:
                name = {"msgctxt": "context", "msgid": "id", "msgid_plural": "plural"}[kind]
                setattr(entry, name, getattr(entry, name) + piece)
        return more

    for number, line in enumerate(text.splitlines() + [""], 1):
        if not line.strip():
            if seen:
                entries.append(entry)
            entry, add, seen = Entry(), None, False
        elif line.startswith("#:"):
            entry.places += line[2:].split()
        elif line.startswith("#,"):
            entry.fuzzy = entry.fuzzy or "fuzzy" in line
        elif match := re.match(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])? (".*")$', line):
            if match[1] == "msgid":
                entry.line, seen = number, True
            add = put(match[1], int(match[2] or 0))
            add(ast.literal_eval(match[3]))
        elif line.startswith('"') and add:
            add(ast.literal_eval(line))
    return entries


def xgettext(root: Path, files: list[str], options: list[str]) -> list[Entry]:
    if not files:
        return []
    done = subprocess.run(["xgettext", "-o", "-", "--from-code=UTF-8", "-L", "C++", "-f", "-", *options],
                          input="\n".join(files), cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return [entry for entry in parse(done.stdout) if entry.id]


def sources(root: Path, folder: str) -> list[str]:
    """Those of a part's folder, without those that are another part's within it."""
    others = tuple(f"{other}/" for other, _ in PARTS.values() if other.startswith(f"{folder}/"))
    files = (str(file.relative_to(root)) for ending in ("*.cpp", "*.h") for file in (root / folder).rglob(ending))
    return sorted(file for file in files if not file.startswith(others))


def texts(root: Path, part: str) -> list[Entry]:
    """Every text that the sources of a part say, once each."""
    files = sources(root, PARTS[part][0])
    found = xgettext(root, files, [f"--keyword={word}" for word in KEYWORDS])
    if unmarked := [file for file in files if file in SENTENCES]:
        found += [entry for entry in xgettext(root, unmarked, ["--extract-all"]) if entry.id.endswith(".")]
    return list({entry.key: entry for entry in found}.values())
