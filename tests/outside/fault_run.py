"""The fault run: many seeds of faults.py, a few at a time, each in a folder of its own.

    python tests/outside/fault_run.py --seeds 1000 --jobs 2
    python tests/outside/fault_run.py --first 417 --seeds 1 --keep
    python tests/outside/fault_run.py --replicas --seeds 200 --json run.json --markdown run.md

With --replicas the seeds are those of replica_faults.py: three gateways on PostgreSQL. PHONECLOCK_BIN names the
program; without it, what cargo built last is taken. Ends with 1 when a seed fails.
"""

import argparse
import json
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from pathlib import Path

import faults
import replica_faults
import replicas
import shaky
from faults import Outcome
from gateway import binary


def run_seed(seed, template, make_day):
    """One seed to its end, whatever happens in it."""
    began, day, story = time.monotonic(), make_day(seed, template), ""
    try:
        complaints = day.run()
    except Exception:
        complaints = [traceback.format_exc()]
    try:
        story = day.story() if complaints else ""
    finally:
        day.close()
    return Outcome(seed, day.kinds, complaints, day.struck, day.totals(), time.monotonic() - began, story)


def run_seeds(seeds, jobs, report=lambda outcome: None, make_template=shaky.Template.build, make_day=faults.Day):
    """The outcomes of all seeds."""
    with tempfile.TemporaryDirectory(prefix="phoneclock-faults-") as folder:
        template = make_template(folder)
        with ProcessPoolExecutor(jobs) as pool:
            outcomes = []
            for outcome in pool.map(run_seed, seeds, [template] * len(seeds), [make_day] * len(seeds)):
                report(outcome)
                outcomes.append(outcome)
    return outcomes


def run_replica_seeds(seeds, jobs, report=lambda outcome: None):
    return run_seeds(seeds, jobs, report, replicas.Template.build, replica_faults.ReplicaDay)


def counted(outcomes):
    """By kind: in how many seeds, and how often it struck in them; pairs of kinds; and what else was counted."""
    return (
        Counter(kind for outcome in outcomes for kind in outcome.kinds),
        sum((Counter(outcome.struck) for outcome in outcomes), Counter()),
        Counter(pair for outcome in outcomes for pair in combinations(sorted(outcome.kinds), 2)),
        sum((Counter(outcome.counts) for outcome in outcomes), Counter()),
    )


def table(outcomes, kinds=faults.KINDS):
    seeds, struck, together, counts = counted(outcomes)
    lines = [f"{'what goes wrong':<20} {'seeds':>6} {'times':>8}"]
    lines += [f"{kind:<20} {seeds[kind]:>6} {struck[kind]:>8}" for kind in kinds]
    pairs = len(list(combinations(kinds, 2)))
    lines.append(f"two of them in one seed: {len(together)} of {pairs} pairs")
    lines.append(", ".join(f"{number} {what}" for what, number in sorted(counts.items())))
    return "\n".join(lines)


def markdown(outcomes, kinds):
    seeds, struck, _together, counts = counted(outcomes)
    failed = [outcome for outcome in outcomes if outcome.complaints]
    lines = ["| kind | seeds | times |", "|---|---|---|"]
    lines += [f"| {kind} | {seeds[kind]} | {struck[kind]:,} |" for kind in kinds]
    lines += ["", ", ".join(f"{number:,} {what}" for what, number in sorted(counts.items())) + ".", ""]
    lines.append(f"{len(outcomes)} seeds, {len(failed)} failed.")
    for outcome in failed:
        lines += ["", f"Seed {outcome.seed} ({', '.join(outcome.kinds)}):", ""]
        lines += [f"- {complaint.strip()}" for complaint in outcome.complaints]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replicas", action="store_true", help="three gateways on PostgreSQL")
    parser.add_argument("--seeds", type=int, help="how many: 1000, or 200 with --replicas")
    parser.add_argument("--first", type=int, default=0, help="the first of them")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument("--keep", action="store_true", help="leave the folders")
    parser.add_argument("--json", type=Path, help="where every outcome is written")
    parser.add_argument("--markdown", type=Path, help="where the table is written")
    parser.add_argument("--stories", type=Path, help="a folder for what happened in each seed that fails")
    wanted = parser.parse_args()
    run, kinds = (run_replica_seeds, replica_faults.KINDS) if wanted.replicas else (run_seeds, faults.KINDS)
    number = wanted.seeds or (200 if wanted.replicas else 1000)
    if wanted.keep:
        os.environ["PHONECLOCK_KEEP"] = "1"
    # The same program from the first seed to the last, whatever is built meanwhile.
    os.environ["PHONECLOCK_BIN"] = binary()
    began, failed = time.monotonic(), []

    def report(outcome):
        done = outcome.seed - wanted.first + 1
        if outcome.complaints:
            failed.append(outcome.seed)
            print(f"seed {outcome.seed} ({', '.join(outcome.kinds)}) fails after {outcome.seconds:.1f} s:")
            print("\n".join(f"  {complaint}" for complaint in outcome.complaints[:20]))
            if wanted.stories:
                wanted.stories.mkdir(exist_ok=True)
                (wanted.stories / f"seed-{outcome.seed}.txt").write_text(outcome.story)
        if outcome.complaints or done % (10 if wanted.replicas else 50) == 0:
            print(f"{done} of {number} seeds, {len(failed)} failed, {time.monotonic() - began:.0f} s", flush=True)

    outcomes = run(range(wanted.first, wanted.first + number), wanted.jobs, report)
    if wanted.json:
        wanted.json.write_text(json.dumps([vars(outcome) for outcome in outcomes], indent=1))
    if wanted.markdown:
        wanted.markdown.write_text(markdown(outcomes, kinds))
    seconds = sorted(outcome.seconds for outcome in outcomes)
    print(table(outcomes, kinds))
    print(
        f"{len(outcomes)} seeds from {wanted.first}, {wanted.jobs} at a time, in {time.monotonic() - began:.0f} s; "
        f"a seed takes {seconds[len(seconds) // 2]:.1f} s in the middle and {seconds[-1]:.1f} s at most"
    )
    print(f"failed: {', '.join(map(str, failed))}" if failed else "every seed passes")
    more = " --replicas" if wanted.replicas else ""
    print(f"a seed alone: python tests/outside/fault_run.py{more} --first {(failed or [0])[0]} --seeds 1 --keep")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
