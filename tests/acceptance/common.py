"""What the acceptance runners share: their options, running the bot, tables and bars."""
import argparse
import json
import pathlib
import subprocess
import sys

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
TODAY = "2026-11-24"


def options(doc, part, bars):
    """The parsed command line; `bars` maps an option such as `--min-accuracy` to what it bounds.

    Ends the run with exit code 0 when the acceptance data are not there, since they are no part of the repository.
    """
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=pathlib.Path, default=REPOSITORY.parent / "shared", help="where the acceptance data lie")
    parser.add_argument("--bin", type=pathlib.Path, default=REPOSITORY / "target/release/footnote", help="the program to test")
    parser.add_argument("--out", type=pathlib.Path, help="keep predictions and reports in this directory")
    for option, help_text in bars.items():
        parser.add_argument(option, type=float, help=help_text)
    args = parser.parse_args()
    if not (args.shared / part).is_dir():
        print(f"skipped: no ../shared ({part} is not beside the repository)")
        sys.exit(0)
    if not args.bin.is_file():
        sys.exit(f"there is no program at {args.bin}; build it with `cargo build --release` or name it with --bin")
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
    return args


def footnote(program, *arguments, stdin=""):
    """The standard output of one run of the program, which has to succeed."""
    command = [str(program), *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        raise RuntimeError(f"`{' '.join(command)}` ended with {done.returncode}:\n{done.stderr.strip()[-2000:]}")
    return done.stdout


def ask(program, questions, *arguments):
    """The answers to all questions, in their order, from one process."""
    lines = write_lines({"id": str(number), "q": question} for number, question in enumerate(questions))
    output = footnote(program, "ask", "--jsonl", "--today", TODAY, *arguments, stdin=lines)
    answers = read_lines(output)
    if len(answers) != len(questions):
        raise RuntimeError(f"{len(questions)} questions were asked, {len(answers)} answered")
    return answers


def shipped():
    """The options that name the data and intents of this repository, wherever the runner is started."""
    return "--data", REPOSITORY / "data", "--intents", REPOSITORY / "intents"


def status(answer):
    """The scorers' three words for a status; a correct "I have no figure" is no answer to them."""
    return answer["status"] if answer["status"] in ("answered", "clarify") else "unanswered"


def value(answer):
    """The bare value, a list joined with bars; None where there is none."""
    bare = answer.get("value")
    return "|".join(map(str, bare)) if isinstance(bare, list) else bare


def read_lines(text):
    """The JSON values of a text, one a line."""
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def read_file(path):
    """The JSON values of a file, one a line."""
    return read_lines(path.read_text(encoding="utf-8"))


def write_lines(values):
    """JSON values as text, one a line."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def write_file(path, values):
    """Writes JSON values, one a line."""
    path.write_text(write_lines(values), encoding="utf-8")


def score(script, *arguments):
    """Runs one of the scorers that lie beside the data, printing what it prints."""
    sys.stdout.flush()
    return subprocess.run([sys.executable, str(script), *map(str, arguments)], check=False).returncode


def judge(rows):
    """Prints `(name, measured, option, bar)` rows and ends the run, with 1 when a bar was missed.

    An option that begins with `--min` bounds from below, one with `--max` from above; a bar of None only reports.
    """
    missed = 0
    print(f"\n{'measure':44}{'measured':>10}{'bar':>10}")
    for name, measured, option, bar in rows:
        fine = bar is None or (measured >= bar if option.startswith("--min") else measured <= bar)
        missed += not fine
        sign = "" if bar is None else (">= " if option.startswith("--min") else "<= ") + f"{bar:g}"
        print(f"{name:44}{measured:>10.2f}{sign:>10}{'' if fine else '   MISSED'}")
    sys.exit(1 if missed else 0)
