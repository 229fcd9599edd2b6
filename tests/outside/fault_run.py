"""The fault run: many seeds of faults.py, a few at a time, each in a folder of its own.

    python tests/outside/fault_run.py --seeds 1000 --jobs 2
    python tests/outside/fault_run.py --first 417 --seeds 1 --keep

PHONECLOCK_BIN names the program; without it, what cargo built last is taken. Ends with 1 when a seed fails.
"""

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations

from faults import KINDS, Day, Outcome
from gateway import binary
from shaky import Template


def run_seed(seed, template):
    """One seed to its end, whatever happens in it."""
    began, day = time.monotonic(), Day(seed, template)
    try:
        complaints = day.run()
    except Exception:
        complaints = [traceback.format_exc()]
    finally:
        day.close()
    return Outcome(seed, day.kinds, complaints, day.struck, day.totals(), time.monotonic() - began)


def run_seeds(seeds, jobs, report=lambda outcome: None):
    """The outcomes of all seeds."""
    with tempfile.TemporaryDirectory(prefix="phoneclock-faults-") as folder:
        template = Template.build(folder)
        with ProcessPoolExecutor(jobs) as pool:
            outcomes = []
            for outcome in pool.map(run_seed, seeds, [template] * len(seeds)):
                report(outcome)
                outcomes.append(outcome)
    return outcomes


def table(outcomes):
    """By kind: in how many seeds, and how often it struck in them; then what else was counted."""
    seeds = Counter(kind for outcome in outcomes for kind in outcome.kinds)
    struck = sum((Counter(outcome.struck) for outcome in outcomes), Counter())
    together = Counter(pair for outcome in outcomes for pair in combinations(sorted(outcome.kinds), 2))
    lines = [f"{'what goes wrong':<20} {'seeds':>6} {'times':>8}"]
    lines += [f"{kind:<20} {seeds[kind]:>6} {struck[kind]:>8}" for kind in KINDS]
    pairs = len(list(combinations(KINDS, 2)))
    lines.append(f"two of them in one seed: {len(together)} of {pairs} pairs")
    counts = sum((Counter(outcome.counts) for outcome in outcomes), Counter())
    lines.append(", ".join(f"{number} {what}" for what, number in sorted(counts.items())))
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=1000, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the first of them")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument("--keep", action="store_true", help="leave the folders")
    wanted = parser.parse_args()
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
        if outcome.complaints or done % 50 == 0:
            print(f"{done} of {wanted.seeds} seeds, {len(failed)} failed, {time.monotonic() - began:.0f} s", flush=True)

    outcomes = run_seeds(range(wanted.first, wanted.first + wanted.seeds), wanted.jobs, report)
    seconds = sorted(outcome.seconds for outcome in outcomes)
    print(table(outcomes))
    print(
        f"{len(outcomes)} seeds from {wanted.first}, {wanted.jobs} at a time, in {time.monotonic() - began:.0f} s; "
        f"a seed takes {seconds[len(seconds) // 2]:.1f} s in the middle and {seconds[-1]:.1f} s at most"
    )
    print(f"failed: {', '.join(map(str, failed))}" if failed else "every seed passes")
    print(f"a seed alone: python tests/outside/fault_run.py --first {(failed or [0])[0]} --seeds 1 --keep")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
