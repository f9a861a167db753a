# SPDX-License-Identifier: ISC
"""Spark: rhumb on the parts of a table, each through RDD.pipe, makes the triples
that one run makes of the whole; and a part that fails is not silently empty."""

import os
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
SPARK = ROOT / "build" / "world" / "spark"
sys.path[:0] = [str(ROOT / "tests"), str(SPARK)]

from common import (Checks, PROGRAM, rhumb, scratch,  # noqa: E402
                    told)  # pylint: disable=wrong-import-position

ROWS = 100_000
PARTS = 8
HEADER = "id,name,state,seen\n"

# Rows of one part are joined with a table that all have
RULES = """\
prefixes: {ex: "http://example.org/"}
mappings:
  actor:
    sources: [["-~csv"]]
    s: ex:actor/$(id)
    po:
      - [a, ex:ThreatActor]
      - [rdfs:label, $(name), en~lang]
      - [ex:seen, $(seen), xsd:date]
      - p: ex:attributedTo
        o:
          mapping: state
          condition: {function: equal, parameters: [[str1, $(state), s], [str2, $(code), o]]}
  state:
    sources: [[states.csv~csv]]
    s: ex:state/$(code)
    po: [[rdfs:label, $(label)]]
"""


def table(count, seed=8):
    """Rows without a line break in a cell: Spark parts lines"""
    chosen = random.Random(seed)
    names = ["Judgment \"\"Panda\"\"", "a, b", "\U0001F600 \u202e", "plain", "tab\there"]
    for number in range(count):
        yield (f'{number},"{chosen.choice(names)} {number}",'
               f"{chosen.choice('abcde')},2025-05-{chosen.randint(1, 28):02}")


def session():
    """A Spark of this machine alone"""
    os.environ.update(SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=sys.executable,
                      PYSPARK_DRIVER_PYTHON=sys.executable,
                      PYTHONPATH=str(SPARK))
    from pyspark.sql import SparkSession  # pylint: disable=import-outside-toplevel
    return SparkSession.builder.master("local[2]").appName("rhumb") \
        .config("spark.driver.host", "127.0.0.1") \
        .config("spark.driver.bindAddress", "127.0.0.1") \
        .config("spark.ui.enabled", "false") \
        .config("spark.ui.showConsoleProgress", "false").getOrCreate()


def piped(context, lines, rules):
    """The triples of each part, a header before each"""
    with_header = lines.mapPartitions(
        lambda part: [HEADER.rstrip("\n"), *part])
    return with_header.pipe(f"{PROGRAM} rdf {rules} -f ntriples",
                            checkCode=True)


def check_same(checks, context, folder):
    """All of it, sorted"""
    data = folder / "actors.csv"
    rows = list(table(ROWS))
    data.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    result = rhumb("rdf", folder / "rules.yml", "-f", "ntriples", "-o",
                   folder / "whole.nt", input=data.read_bytes())
    checks.check(result.returncode == 0, "one run over the whole", told(result))
    whole = sorted(set((folder / "whole.nt").read_text(encoding="utf-8")
                       .split("\n")) - {""})
    made = sorted(piped(context, context.parallelize(rows, PARTS),
                        folder / "rules.yml").distinct().collect())
    checks.check(len(whole) >= 4 * ROWS, f"{len(whole)} triples are many")
    checks.check(made == whole, f"{PARTS} parts make the triples of the whole",
                 f"{len(made)} of {len(whole)}; only one has\n"
                 + "\n".join(sorted(set(made) ^ set(whole))[:10]))


def check_failing(checks, context, folder):
    """A part with a ragged row fails the job, by name"""
    rows = [*table(1000), "too,few"]
    try:
        piped(context, context.parallelize(rows, 2),
              folder / "rules.yml").collect()
        checks.check(False, "a part that fails fails the job")
    except Exception as error:  # whatever Py4J makes of it
        checks.check("error code 1" in str(error), "a part that fails fails the job",
                     str(error)[:2000])


def main():
    """All of it"""
    checks = Checks("spark")
    if not checks.check((SPARK / "ready").exists(), "Spark is installed",
                        "make world installs it"):
        checks.finish()
    with scratch() as name:
        folder = Path(name)
        (folder / "rules.yml").write_text(RULES, encoding="utf-8")
        (folder / "states.csv").write_text(
            "code,label\n" + "".join(f"{code},State {code}\n"
                                     for code in "abcde"), encoding="utf-8")
        spark = session()
        try:
            spark.sparkContext.setLogLevel("OFF")
            check_same(checks, spark.sparkContext, folder)
            check_failing(checks, spark.sparkContext, folder)
        finally:
            spark.stop()
    checks.finish()


if __name__ == "__main__":
    main()
