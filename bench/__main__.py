"""Runs benchmarks against an Onereel started for them, prints one JSON object a line a metric, and keeps them."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.service import Service

# Name → the module's `run(service)`, which yields one dictionary for each metric.
BENCHES = ("feed_page", "upload_ready")
RESULTS = Path(__file__).parent / "results"


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--only", default="", help="names of benchmarks, separated by commas")
    wanted = [name for name in parser.parse_args().only.split(",") if name] or list(BENCHES)
    if unknown := sorted(set(wanted) - set(BENCHES)):
        sys.exit(f"There is no benchmark {unknown[0]}. There are: {', '.join(BENCHES)}.")
    RESULTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="onereel-bench-") as folder:
        print("Starting an Onereel to measure.", file=sys.stderr)
        service = Service.start(Path(folder))
        try:
            for name in wanted:
                print(f"Running {name}.", file=sys.stderr)
                for line in importlib.import_module(f"bench.{name}").run(service):
                    _report({"bench": name, **line})
        finally:
            service.stop()


def _report(line: dict[str, object]) -> None:
    print(json.dumps(line), flush=True)
    at = datetime.now(UTC)
    with (RESULTS / f"{at:%Y-%m-%d}.jsonl").open("a") as kept:
        kept.write(json.dumps({**line, "at": at.isoformat(timespec="seconds")}) + "\n")


if __name__ == "__main__":
    main()
