#!/usr/bin/env python3
"""Makes docs/images/chat.svg: asks `footnote chat` the questions below and draws what it prints, in its styles, with the questions in green.

    cargo build --release && python3 docs/images/chat.py
"""
import html
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
QUESTIONS = [
    "how many Russian solders were convicted in 2024?",
    "how much more is that than in 2023?",
    "I read that convictions fell in 2024, is that right?",
    "and how many in 1995?",
]
COLUMNS, CHARACTER, LINE, MARGIN = 112, 7.85, 19, 20
STYLES = {"0": None, "1": "strong", "90": "faint", "2": "faint"}


def session():
    """The lines of the conversation: each a list of (style, text)."""
    asked = "\n".join(QUESTIONS) + "\n"
    command = [ROOT / "target/release/footnote", "chat", "--today", "2025-06-01"]
    run = subprocess.run(command, input=asked, capture_output=True, text=True, cwd=ROOT, check=True,
                         env={**os.environ, "CLICOLOR_FORCE": "1"})
    replies = run.stdout.rstrip("\n").split("\n\n")
    if len(replies) != len(QUESTIONS):
        raise SystemExit(f"{len(QUESTIONS)} questions, but {len(replies)} replies")
    for question, reply in zip(QUESTIONS, replies):
        yield [("asked", f"> {question}")]
        for line in reply.split("\n"):
            yield from wrapped(styled(line))
        yield []


def styled(line):
    """Words with the style that the terminal's codes give them."""
    style = None
    for code, text in re.findall(r"\x1b\[(\d+)m|([^\x1b]+)", line):
        if code:
            style = STYLES[code]
        else:
            yield from ((style, word) for word in re.findall(r"\s+|\S+", text))


def wrapped(words):
    line, width = [], 0
    for style, word in words:
        if line and width + len(word) > COLUMNS:
            yield line
            line, width = [], 0
        if line or not word.isspace():
            line.append((style, word))
            width += len(word)
    yield line


def drawn(lines):
    width, height = COLUMNS * CHARACTER + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN - 6
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img" aria-label="A conversation with footnote chat">'
    yield ("<style>text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#c9d1d9;white-space:pre}"
           ".asked{fill:#7ee787}.strong{fill:#fff;font-weight:bold}.faint{fill:#8b949e}</style>")
    yield f'<rect width="100%" height="100%" rx="8" fill="#0d1117"/>'
    for row, line in enumerate(lines):
        spans = "".join(f'<tspan class="{style}">{html.escape(text)}</tspan>' if style else html.escape(text) for style, text in joined(line))
        if spans:
            yield f'<text x="{MARGIN}" y="{MARGIN + 12 + row * LINE}" xml:space="preserve">{spans}</text>'
    yield "</svg>"


def joined(line):
    """Neighbours of one style as one piece."""
    pieces = []
    for style, text in line:
        if pieces and pieces[-1][0] == style:
            pieces[-1] = (style, pieces[-1][1] + text)
        else:
            pieces.append((style, text))
    return pieces


if __name__ == "__main__":
    lines = list(session())[:-1]
    target = pathlib.Path(__file__).with_suffix(".svg")
    target.write_text("\n".join(drawn(lines)) + "\n", encoding="utf-8")
    print(f"{target.relative_to(ROOT)}: {len(lines)} lines")
