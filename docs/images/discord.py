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
    "how many russian soldiers were convicted in 2024?",
    "they say convictions doubled from 2023 to 2024",
]
BUTTONS = ["Chart", "How computed", "Sources", "Cite", "Delete"]
WIDTH, LEFT, LINE, COLUMNS, CODE_COLUMNS = 760, 76, 20, 78, 84
COLOURS = {"supported": "#2f80a8", None: "#2f80a8", "contradicted": "#c2553d", "cannot_check": "#7a808a"}


def answer(question):
    run = subprocess.run([ROOT / "target/release/footnote", "ask", "--json", "--today", "2025-06-01", question],
                         capture_output=True, text=True, cwd=ROOT, check=True)
    return json.loads(run.stdout)


def pieces(line):
    """(style, word) for the words of a line of Discord Markdown."""
    small = line.startswith("-# ")
    line = re.sub(r"^> ", "▏ ", line.removeprefix("-# "))
    for bold, code, label, rest in re.findall(r"\*\*(.+?)\*\*|`([^`]+)`|\[([^\]]+)\]\(<[^>]*>\)|([^*\[`]+|[*\[`])", line):
        style = "strong" if bold else "code" if code else "link" if label else ""
        style += " small" if small else ""
        for word in re.findall(r"\s+|\S+", (bold or code or label or re.sub(r"<@\d+>", "@moderator", rest)).replace("\\", "")):
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


def fenced(markdown):
    """The rows of a text, those of code blocks as they are."""
    inside = False
    for line in markdown.split("\n"):
        if line.startswith("```"):
            inside = not inside
        elif inside:
            yield [({"+": "code added", "-": "code gone"}.get(line[:1], "code"), line[:CODE_COLUMNS])]
        else:
            yield from wrapped(line)


def said(top, name, spans):
    """A line that a person writes."""
    yield f'<circle cx="40" cy="{top + 14}" r="18" fill="#5865f2"/>'
    yield text(LEFT, top + 8, [("strong", name)]) + text(LEFT, top + 28, spans)
    yield top + 52


def replied(top, markdown, colour, buttons):
    """An embed of the bot with its buttons."""
    rows = list(fenced(markdown))
    yield f'<circle cx="40" cy="{top + 14}" r="18" fill="#2f80a8"/>' + text(34, top + 20, [("strong", "F")])
    yield text(LEFT, top + 8, [("strong", "Footnote "), ("app", "APP")])
    height = len(rows) * LINE + 22
    yield f'<rect x="{LEFT}" y="{top + 18}" width="{WIDTH - LEFT - 24}" height="{height}" rx="4" fill="#2b2d31"/>'
    yield f'<rect x="{LEFT}" y="{top + 18}" width="4" height="{height}" rx="2" fill="{colour}"/>'
    for at, row in enumerate(rows):
        yield text(LEFT + 18, top + 42 + at * LINE, row)
    top, x = top + height + 28, LEFT
    for label in buttons:
        width = 28 + len(label) * 9
        if x + width > WIDTH - 24:
            x, top = LEFT, top + 38
        yield f'<rect x="{x}" y="{top}" width="{width}" height="30" rx="4" fill="#4e5058"/>' + text(x + 12, top + 20, [("strong", label)])
        x += width + 8
    yield top + (54 if buttons else 4)


def conversation(messages):
    """The parts of all messages, one below the other, and where they end."""
    drawn, top = [], 28
    for message in messages:
        *parts, top = message(top)
        drawn += parts
    return drawn, top


def write(name, label, messages):
    drawn, top = conversation(messages)
    picture = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top - 10}" role="img" aria-label="{html.escape(label)}">',
               "<style>text{font:14.5px 'gg sans','Noto Sans','Helvetica Neue',Arial,sans-serif;fill:#dbdee1}.strong{font-weight:bold;fill:#f2f3f5}"
               ".link{fill:#00a8fc}.small{font-size:12px}.at{fill:#c9cdfb}.app{font-size:10px;fill:#c9cdfb}"
               ".code{font:12.5px Consolas,Menlo,'DejaVu Sans Mono',monospace}.added{fill:#7ee787}.gone{fill:#ff938a}</style>",
               '<rect width="100%" height="100%" rx="8" fill="#313338"/>', *drawn, "</svg>"]
    (ROOT / "docs/images" / name).write_text("\n".join(picture) + "\n", encoding="utf-8")


def main():
    messages = []
    for question in QUESTIONS:
        found = answer(question)
        messages.append(lambda top, question=question: said(top, "reader", [("at", "@Footnote"), ("", " " + question)]))
        messages.append(lambda top, found=found: replied(top, found["text"], COLOURS[found["verdict"]], BUTTONS))
    write("discord.svg", "Two questions to Footnote in Discord and its answers", messages)


if __name__ == "__main__":
    main()
