#!/usr/bin/env python3
"""Makes docs/images/discord.svg: answers of `footnote ask` as Discord shows them, with the buttons that stand under them.

    cargo build --release && python3 docs/images/discord.py
"""
import html
import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
QUESTIONS = [
    ("how many russian soldiers were convicted in 2024?", ["Chart", "How computed", "Sources", "Delete"]),
    ("they say convictions doubled from 2023 to 2024", ["Chart", "How computed", "Sources", "Delete"]),
]
WIDTH, LEFT, LINE, COLUMNS = 760, 76, 20, 78
COLOURS = {"supported": "#2f80a8", None: "#2f80a8", "contradicted": "#c2553d", "cannot_check": "#7a808a"}


def answer(question):
    run = subprocess.run([ROOT / "target/release/footnote", "ask", "--json", "--today", "2025-06-01", question],
                         capture_output=True, text=True, cwd=ROOT, check=True)
    return json.loads(run.stdout)


def pieces(line):
    """(style, word) for the words of a line of Discord Markdown."""
    small = line.startswith("-# ")
    for bold, label, rest in re.findall(r"\*\*(.+?)\*\*|\[([^\]]+)\]\(<[^>]*>\)|([^*\[]+|[*\[])", line.removeprefix("-# ")):
        style = "strong" if bold else "link" if label else ""
        style += " small" if small else ""
        for word in re.findall(r"\s+|\S+", (bold or label or rest).replace("\\", "")):
            yield style, word


def wrapped(line):
    row, width, most = [], 0, COLUMNS + (14 if line.startswith("-# ") else 0)
    for style, word in pieces(line):
        if row and width + len(word) > most:
            yield row
            row, width = [], 0
        if row or not word.isspace():
            row.append((style, word))
            width += len(word)
    yield row


def text(x, y, spans):
    inner = "".join(f'<tspan class="{style}">{html.escape(word)}</tspan>' for style, word in spans)
    return f'<text x="{x}" y="{y}" xml:space="preserve">{inner}</text>'


def message(top, question, buttons):
    found = answer(question)
    rows = [row for line in found["text"].split("\n") for row in wrapped(line)]
    yield f'<circle cx="40" cy="{top + 14}" r="18" fill="#5865f2"/>'
    yield text(LEFT, top + 8, [("strong", "reader")]) + text(LEFT, top + 28, [("at", "@Footnote"), ("", " " + question)])
    top += 52
    height = len(rows) * LINE + 22
    yield f'<circle cx="40" cy="{top + 14}" r="18" fill="#2f80a8"/>' + text(34, top + 20, [("strong", "F")])
    yield text(LEFT, top + 8, [("strong", "Footnote "), ("app", "APP")])
    yield f'<rect x="{LEFT}" y="{top + 18}" width="{WIDTH - LEFT - 24}" height="{height}" rx="4" fill="#2b2d31"/>'
    yield f'<rect x="{LEFT}" y="{top + 18}" width="4" height="{height}" rx="2" fill="{COLOURS[found["verdict"]]}"/>'
    for at, row in enumerate(rows):
        yield text(LEFT + 18, top + 42 + at * LINE, row)
    top, x = top + height + 28, LEFT
    for label in buttons:
        width = 28 + len(label) * 9
        yield f'<rect x="{x}" y="{top}" width="{width}" height="30" rx="4" fill="#4e5058"/>' + text(x + 12, top + 20, [("strong", label)])
        x += width + 8
    yield top + 54


def main():
    drawn, top = [], 28
    for question, buttons in QUESTIONS:
        *parts, top = message(top, question, buttons)
        drawn += parts
    picture = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top - 10}" role="img" aria-label="Two questions to Footnote in Discord and its answers">',
               "<style>text{font:14.5px 'gg sans','Noto Sans','Helvetica Neue',Arial,sans-serif;fill:#dbdee1}.strong{font-weight:bold;fill:#f2f3f5}"
               ".link{fill:#00a8fc}.small{font-size:12px}.at{fill:#c9cdfb}.app{font-size:10px;fill:#c9cdfb}</style>",
               '<rect width="100%" height="100%" rx="8" fill="#313338"/>', *drawn, "</svg>"]
    (ROOT / "docs/images/discord.svg").write_text("\n".join(picture) + "\n")


if __name__ == "__main__":
    main()
