# SPDX-License-Identifier: ISC
"""How fast, and in how much memory: a Markdown table on standard output.

    bench.py [--program build/rhumb] [--rows 1000000] [--runs 5]
    bench.py --against PROGRAM [--program …] [--rows …] [--runs …]

The table is made by bench/generate.py, or, where BENCH_GEN names a program,
by `BENCH_GEN raw ROWS 10 FILE`. Times are medians; the baseline is cp of the
N-Triples that came out, onto the same disk.

With --against, two builds write the same typed table in turns, so that both meet
the same machine; what counts is the ratio of the processor time that each pair of
runs took.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import generate

ROOT = Path(__file__).resolve().parent.parent

RULES = """\
prefixes:
  ex: http://example.org/
mappings:
  row:
    sources:
      - %s
    s: ex:row/$(id)
    po:
%s"""

SCAN = """\
prefixes:
  ex: http://example.org/
mappings:
  row:
    sources:
      - [table.csv~csv]
    s: ex:all
    po:
      - [ex:last, $(%s)]
"""


def run(command, folder):
    """Run a command; return its seconds, and what it used"""
    start = time.monotonic()
    with subprocess.Popen([str(word) for word in command], cwd=folder,
                          stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"bench: exit {process.returncode}: {command}")
    return time.monotonic() - start, usage


def measure(command, folder, runs):
    """Run a command several times; return its seconds and peak megabytes"""
    results = [run(command, folder) for _ in range(runs)]
    return (statistics.median(seconds for seconds, _ in results),
            max(usage.ru_maxrss / 1024 for _, usage in results))


def prepare_typed(folder, rows):
    """Make the typed table and its rules; those of unchecked.yml name datatypes
    that are as long and that nobody knows"""
    table = folder / "typed.csv"
    if not table.exists():
        subprocess.run([sys.executable, str(ROOT / "bench" / "generate.py"),
                        str(rows), str(table), "typed"], check=True)
    for name, space in (("typed", "XMLSchema"), ("unchecked", "XmlSchema")):
        pairs = "".join(f"      - [ex:{kind}, $({kind}), "
                        f"'http://www.w3.org/2001/{space}#{kind}']\n"
                        for kind in generate.TYPES)
        (folder / f"{name}.yml").write_text(RULES % ("[typed.csv~csv]", pairs),
                                            encoding="utf-8")


def in_turns(commands, folder, runs):
    """Run two commands in turns; return the median of the processor time of
    each, and the median of the ratios of the pairs"""
    spent = [[], []]
    for _ in range(runs):
        for command, times in zip(commands, spent):
            _, usage = run(command, folder)
            times.append(usage.ru_utime + usage.ru_stime)
    ratios = [second / first for first, second in zip(*spent)]
    return [statistics.median(values) for values in (*spent, ratios)]


def compare(before, program, folder, options):
    """Print what literals that are held against their datatypes cost"""
    prepare_typed(folder, options.rows)
    typed, unchecked = ([one, "rdf", f"{name}.yml", "-o", "typed.nt"]
                        for one, name in ((program, "typed"),
                                          (program, "unchecked")))
    print(f"{options.rows} rows of {len(generate.TYPES)} datatypes; medians of "
          f"{options.runs} runs of both in turns, processor time.\n")
    print("| | first | second | ratio |")
    print("|---|---:|---:|---:|")
    for name, commands in (
            ("the program before, and now", [[before, *typed[1:]], typed]),
            ("datatypes that are not known, and XSD's", [unchecked, typed])):
        first, second, ratio = in_turns(commands, folder, options.runs)
        print(f"| {name} | {first:.2f} s | {second:.2f} s | {ratio:.2f} |")


def prepare(folder, rows):
    """Make the table and the rules; return the names of its columns"""
    table = folder / "table.csv"
    if not table.exists():
        other = os.environ.get("BENCH_GEN")
        maker = ([sys.executable, other, "raw", rows, 10] if other
                 else [sys.executable, ROOT / "bench" / "generate.py", rows])
        for name in ["table.csv"] + ([] if other else ["table.json"]):
            subprocess.run([str(word) for word in [*maker, folder / name]],
                           check=True)
    with open(table, encoding="utf-8") as file:
        columns = file.readline().rstrip("\n").split(",")
    pairs = "".join(f"      - [ex:{name}, $({name})]\n"
                    for name in columns if name != "id")
    for name, source in (("csv", "[table.csv~csv]"),
                         ("json", "['table.json~jsonpath', '$[*]']")):
        (folder / f"{name}.yml").write_text(RULES % (source, pairs),
                                            encoding="utf-8")
    (folder / "scan.yml").write_text(SCAN % columns[-1], encoding="utf-8")
    return columns


def plan(program, folder, columns):
    """What is measured: a name and a command each; the baseline comes last"""
    steps = []
    if columns[-1] == "same":
        steps.append(("read the CSV, one column of it",
                      [program, "rdf", "scan.yml", "-o", "scan.nt"]))
    steps += [
        ("N-Triples, direct writer",
         [program, "rdf", "csv.yml", "-o", "direct.nt"]),
        ("N-Quads, direct writer",
         [program, "rdf", "csv.yml", "-o", "direct.nq"]),
        ("N-Triples, Raptor's writer",
         [program, "rdf", "csv.yml", "--writer", "raptor", "-o",
          "raptor.nt"]),
        ("Turtle, Raptor's writer",
         [program, "rdf", "csv.yml", "-o", "raptor.ttl"]),
    ]
    if (folder / "table.json").exists():
        steps.append(("N-Triples from JSON, direct writer",
                      [program, "rdf", "json.yml", "-o", "json.nt"]))
    steps.append(("N-Triples of nine datatypes, direct writer",
                  [program, "rdf", "typed.yml", "-o", "typed.nt"]))
    steps.append(("`cp` of the N-Triples", ["cp", "direct.nt", "copy.nt"]))
    return steps


def report(results, folder, options):
    """Print the table"""
    size = (folder / "direct.nt").stat().st_size / 1e6
    source = (folder / "table.csv").stat().st_size / 1e6
    base = results[-1][1]
    direct = dict((name, seconds) for name, seconds, _ in results)[
        "N-Triples, direct writer"]
    print(f"{options.rows} rows, {source:.0f} MB of CSV, {size:.0f} MB of "
          f"N-Triples; medians of {options.runs} runs.\n")
    print("| what | seconds | of `cp` | of direct | output MB/s | peak MB |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, seconds, peak in results:
        rate = "" if name.startswith("read") else f"{size / seconds:.0f}"
        print(f"| {name} | {seconds:.2f} | {seconds / base:.1f} | "
              f"{seconds / direct:.2f} | {rate} | {peak:.0f} |")


def main():
    """Measure and print"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default="build/rhumb")
    parser.add_argument("--rows", type=int,
                        default=int(os.environ.get("ROWS", "1000000")))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--against", type=Path)
    options = parser.parse_args()
    program = Path(options.program).resolve()
    kind = "other" if os.environ.get("BENCH_GEN") else "own"
    folder = ROOT / "build" / "bench" / f"{kind}-{options.rows}"
    folder.mkdir(parents=True, exist_ok=True)
    if options.against:
        compare(options.against.resolve(), program, folder, options)
        return
    columns = prepare(folder, options.rows)
    prepare_typed(folder, options.rows)
    results = []
    for name, command in plan(program, folder, columns):
        print(f"bench: {name}", file=sys.stderr)
        results.append((name, *measure(command, folder, options.runs)))
    report(results, folder, options)


if __name__ == "__main__":
    main()
