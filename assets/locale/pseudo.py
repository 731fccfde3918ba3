#!/usr/bin/env python3
"""A language for tests, qps: pseudo.py ROOT OUT.po.

Every text of the sources with accents, in brackets and 40 % longer: what comes out plain is not translated, what
comes out without its last bracket did not fit."""

import json
import re
import sys
from pathlib import Path

import po

ACCENTS = str.maketrans("aceinouyACEINOUYsdgz", "áçéíñóúýÁÇÉÍÑÓÚÝšďğž")
FILLER = "ëxtrá wörds tö fíll thé líné"


def pseudo(text: str) -> str:
    accented = "".join(piece if piece.startswith("{") else piece.translate(ACCENTS)
                       for piece in re.split(r"(\{[1-9]\})", text))
    longer = -(-len(text) * 2 // 5)
    filler = (FILLER + " ") * (longer // len(FILLER) + 1)
    return f"[!! {accented} {filler[:max(0, longer - 7)].strip()} !!]".replace("  ", " ")


def main() -> None:
    lines = ['msgid ""', 'msgstr ""', r'"Content-Type: text/plain; charset=UTF-8\n"',
             r'"Plural-Forms: nplurals=2; plural=(n != 1);\n"']
    texts = {text.key: text for part in po.PARTS for text in po.texts(Path(sys.argv[1]), part)}
    for text in texts.values():
        quoted = lambda words: json.dumps(words, ensure_ascii=False)
        lines.append("")
        if text.context:
            lines.append(f"msgctxt {quoted(text.context)}")
        lines.append(f"msgid {quoted(text.id)}")
        if text.plural:
            lines += [f"msgid_plural {quoted(text.plural)}", f"msgstr[0] {quoted(pseudo(text.id))}",
                      f"msgstr[1] {quoted(pseudo(text.plural))}"]
        else:
            lines.append(f"msgstr {quoted(pseudo(text.id))}")
    Path(sys.argv[2]).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
