#!/usr/bin/env python3
"""Turns tables that the bot was not made for into datasets, asks their questions and scores the values."""
import concurrent.futures
import contextlib
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import common

BARS = {
    "--min-accuracy": "right answers of all questions, in percent, mean over the origins",
    "--min-precision": "right answers of those given, in percent, mean over the origins",
}
PUBLISHED = "2026-01-01"


def main():
    args = common.options(__doc__, "tableqa", BARS)
    part = args.shared / "tableqa"
    gold = part / "dev.jsonl"
    tables = [json.loads(line, parse_float=str) for line in gold.read_text(encoding="utf-8").splitlines()]
    with contextlib.ExitStack() as stack:
        work = args.out or pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pool = stack.enter_context(concurrent.futures.ThreadPoolExecutor(2))
        answered = pool.map(lambda table: predictions(args.bin, work / table["id"], table), tables)
        out = work / "predictions.jsonl"
        common.write_file(out, [line for lines in answered for line in lines])
        common.score(part / "score.py", gold, out)
        report = subprocess.run([sys.executable, part / "score.py", gold, out, "--json"], capture_output=True, text=True, check=True)
    origins = {table["origin"].split()[0] for table in tables}
    groups = [group for group in json.loads(report.stdout) if group["group"] in origins]
    common.judge([
        ("accuracy, mean over the origins, %", mean(groups, "accuracy"), "--min-accuracy", args.min_accuracy),
        ("precision, mean over the origins, %", mean(groups, "precision"), "--min-precision", args.min_precision),
    ])


def mean(groups, measure):
    """The plain mean of a measure in percent; where nothing was answered, nothing was right."""
    return 100 * sum(group[measure] or 0 for group in groups) / len(groups)


def predictions(program, directory, table):
    """One prediction for each question of a table; a table that cannot be imported has none."""
    directory.mkdir(parents=True, exist_ok=True)
    sheet = directory / "table.csv"
    data = directory / "data"
    data.mkdir(exist_ok=True)
    write_sheet(sheet, table)
    questions = [question["q"] for question in table["questions"]]
    try:
        common.footnote(
            program, "import", sheet, "--outlet", table["origin"], "--title", table["title"] or "A table",
            "--published", PUBLISHED, "--out", data / "table.toml", "--yes",
        )
        intents = common.REPOSITORY / "intents/operations"
        answers = common.ask(program, questions, "--data", data, "--intents", intents)
    except RuntimeError as problem:
        print(f"{table['id']}: {problem}", file=sys.stderr)
        return []
    return [
        {"id": table["id"], "q": question, "answer": common.value(answer), "status": common.status(answer)}
        for question, answer in zip(questions, answers)
    ]


def write_sheet(path, table):
    """A year column, then one metric a column; a blank cell where the table has no number."""
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["year", *table["series"]])
        for row, year in enumerate(table["years"]):
            cells = [values[row] for values in table["series"].values()]
            sheet.writerow([year, *("" if cell is None else cell for cell in cells)])


if __name__ == "__main__":
    main()
