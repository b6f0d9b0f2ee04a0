#!/usr/bin/env python3
"""Asks the shipped data what they cannot answer, far from the subject and near to it, and counts the answers given."""
import contextlib
import pathlib
import tempfile

import common

BARS = {
    "--max-far": "everyday requests that were answered, in percent",
    "--max-near": "questions near the subject that were answered, in percent",
}


def main():
    args = common.options(__doc__, "negatives", BARS)
    part = args.shared / "negatives"
    with contextlib.ExitStack() as stack:
        work = args.out or pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        rates = {name: false_answers(args.bin, part, name, work) for name in ("far", "near")}
    common.judge([
        ("far from the subject, answered, %", rates["far"], "--max-far", args.max_far),
        ("near the subject, answered, %", rates["near"], "--max-near", args.max_near),
    ])


def false_answers(program, part, name, work):
    """The percentage of utterances that were answered; prints the scorer's table and the first false answers."""
    gold = part / f"{name}.jsonl"
    questions = [line["q"] for line in common.read_file(gold)]
    answers = common.ask(program, questions, *common.shipped())
    predictions = [
        {"q": question, "answer": common.value(answer), "status": common.status(answer)}
        for question, answer in zip(questions, answers)
    ]
    out = work / f"{name}.predictions.jsonl"
    common.write_file(out, predictions)
    print(f"\n{name}")
    common.score(part / "score.py", gold, out, "--errors", 20)
    return 100 * sum(line["status"] == "answered" for line in predictions) / len(predictions)


if __name__ == "__main__":
    main()
