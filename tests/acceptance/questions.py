#!/usr/bin/env python3
"""Puts the acceptance questions to the bot, with its shipped data, and lets their scorer judge the answers."""
import collections
import contextlib
import json
import pathlib
import shlex
import tempfile

import common

OTHER_LANGUAGES = ("x_ru", "x_uk")
BARS = {
    "--min-core": "core questions passed, in percent",
    "--min-extended": "extended questions passed, in percent, without those in other languages",
    "--max-wrong": "wrong confident answers, in percent of all questions",
    "--max-citation": "answers that lack a citation or cite the wrong outlet",
    "--max-unsafe": "answers that ping, are too long or carry control characters",
}


def main():
    args = common.options(__doc__, "questions", BARS)
    part = args.shared / "questions"
    groups = sorted({line["group"] for line in common.read_file(part / "extended.jsonl")} - set(OTHER_LANGUAGES))
    with contextlib.ExitStack() as stack:
        work = args.out or pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        core = summary(args.bin, part, "core", work)
        extended = summary(args.bin, part, "extended", work, "--group", *groups)
    total = collections.Counter(flag_counts(core)) + collections.Counter(flag_counts(extended))
    asked = core["of"] + extended["of"]
    common.judge([
        ("core passed, %", passed(core), "--min-core", args.min_core),
        ("extended passed, %", passed(extended), "--min-extended", args.min_extended),
        ("wrong confident answers, %", 100 * total["wrong"] / asked, "--max-wrong", args.max_wrong),
        ("citation failures", total["cite"], "--max-citation", args.max_citation),
        ("unsafe output", total["unsafe"], "--max-unsafe", args.max_unsafe),
    ])


def summary(program, part, name, work, *arguments):
    """Scores one file of questions in one process of the bot; the scorer prints its table and the failures."""
    command = shlex.join(map(str, [program, "ask", "--jsonl", "--today", common.TODAY, *common.shipped()]))
    report = work / f"{name}.summary.json"
    print(f"\n{name}")
    common.score(
        part / "score.py", "--cmd", command, "--mode", "batch", "--batch-dialog", "native",
        "--questions", part / f"{name}.jsonl", "--json-summary", report, "--save", work / f"{name}.answers.jsonl", *arguments,
    )
    return json.loads(report.read_text(encoding="utf-8"))


def flag_counts(report):
    """What the bars bound, as counts."""
    return {"wrong": report["wrong_confident"], "cite": report["flags"].get("cite", 0), "unsafe": report["flags"].get("unsafe", 0)}


def passed(report):
    """The percentage of questions passed."""
    return 100 * report["pass"] / report["of"]


if __name__ == "__main__":
    main()
