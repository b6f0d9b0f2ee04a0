#!/usr/bin/env python3
"""Measures the matcher alone on published intent benchmarks: labelled utterances stand in place of the intents files.

Five and ten examples an intent are the published draws; full is the whole training part. The loss under typos is the
accuracy lost on the same test set with typing errors, in points, with ten examples.
"""
import contextlib
import json
import pathlib
import sys
import tempfile

import common

SETS = ("banking77", "hwu64")
BARS = {
    "--min-banking77-10": "accuracy with ten examples, in percent",
    "--min-hwu64-10": "accuracy with ten examples, in percent",
    "--min-banking77-full": "accuracy with all examples, in percent",
    "--min-hwu64-full": "accuracy with all examples, in percent",
    "--max-typo-loss": "points lost under typos, BANKING77 with ten examples",
}


def main():
    args = common.options(__doc__, "nlu", BARS)
    part = args.shared / "nlu"
    with contextlib.ExitStack() as stack:
        work = args.out or pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for name in SETS:
            write_parts(part, name, work)
        measured = {(name, draw): accuracy(args.bin, work, name, draw) for name in SETS for draw in ("5", "10", "full")}
        common.write_file(work / "typo.test.jsonl", common.read_file(part / "noisy/banking77_typo.jsonl"))
        noisy = accuracy(args.bin, work, "banking77", "10", test="typo")
    loss = measured["banking77", "10"] - noisy
    rows = [row(args, name, draw, measured[name, draw]) for name, draw in measured]
    rows += [
        ("banking77 10, typos, accuracy, %", noisy, "--min", None),
        ("banking77 10, lost under typos, points", loss, "--max-typo-loss", args.max_typo_loss),
    ]
    common.judge(rows)


def row(args, name, draw, measured):
    """One line of the table; five examples have no bar."""
    return f"{name} {draw}, accuracy, %", measured, "--min", getattr(args, f"min_{name}_{draw}", None)


def write_parts(part, name, work):
    """The test utterances and the three sets of examples, each a file."""
    lines = common.read_file(part / f"{name}.jsonl")
    draws = json.loads((part / f"fewshot/{name}.json").read_text(encoding="utf-8"))
    examples = {size: [lines[index] for index in draws[f"{size}/published"]] for size in ("5", "10")}
    examples["full"] = [line for line in lines if line["split"] == "train"]
    for draw, chosen in examples.items():
        common.write_file(work / f"{name}.{draw}.train.jsonl", map(labelled, chosen))
    common.write_file(work / f"{name}.test.jsonl", (labelled(line) for line in lines if line["split"] == "test"))


def labelled(line):
    """An utterance as `footnote eval` reads it."""
    return {"text": line["text"], "intent": line["intent"]}


def accuracy(program, work, name, draw, test=None):
    """The percentage of test utterances whose best intent is the right one."""
    test = test or name
    out = work / f"{test}.{draw}.predictions.jsonl"
    examples = work / f"{name}.{draw}.train.jsonl"
    example = program.parent / "examples" / "nlu"
    if not example.is_file():
        sys.exit(f"there is no program at {example}; build it with `cargo build --release --example nlu`")
    lines = common.read_lines(common.footnote(example, work / f"{test}.test.jsonl", examples))
    common.write_file(out, lines)
    return 100 * sum(line["predicted"] == line["intent"] for line in lines) / len(lines)


if __name__ == "__main__":
    main()
