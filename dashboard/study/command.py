"""`frogpond study design.toml --out results.parquet`: run it, keep every batch, go on where a run was stopped."""

import sys
from argparse import ArgumentParser, Namespace
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from dashboard.study.executors import executor
from dashboard.study.kept import Kept
from dashboard.study.printed import printed
from dashboard.study.progress import Progress
from lessons.kit.studies import Study, StudyError, example, read_study, run, summaries
from lessons.kit.studies.run import Place
from lessons.kit.studies.study import BATCH

STOPPED = 130


def study(parser: ArgumentParser, options: Namespace) -> None:
    """Do what was asked; what cannot be done is said in one sentence."""
    if options.example:
        print(example(), end="")
        return
    if not options.file or not options.out:
        parser.error("A study needs its file and --out results.parquet; frogpond study --example prints a file.")
    try:
        kept = Kept(read_study(_text(options.file)), Path(options.out))
        if kept.finished():
            print("All of it was done before.", file=sys.stderr)
        else:
            complete(kept, options.processes, options.cluster)
        print(printed(summaries(kept.rows())))
    except StudyError as problem:
        parser.error(str(problem))
    except BrokenProcessPool:
        parser.error("A process that helped was ended. What was done is kept: the same command goes on from there.")
    except OSError as problem:
        parser.error(f"{problem.filename or options.out}: {problem.strerror or problem}.")
    except KeyboardInterrupt:
        print("\nStopped. What was done is kept: the same command goes on from there.", file=sys.stderr)
        sys.exit(STOPPED)


def _text(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError as problem:
        raise StudyError(f"{name} is not text.") from problem


def complete(kept: Kept, processes: int, cluster: str) -> None:
    """Do the batches that are not done, keep each as it comes, and make one file of all."""
    todo = kept.todo()
    left = sum(n_samples(kept.study, place) for place in todo)
    whole = kept.study.repeats * kept.study.n_cells
    with executor(processes, cluster) as workers:
        shown = Progress(whole, whole - left)
        for place, rows in run(kept.study, todo, workers):
            kept.add(place, rows)
            shown.add(n_samples(kept.study, place))
        shown.end()
    kept.join()


def n_samples(study: Study, place: Place) -> int:
    """Samples of a batch."""
    return min(BATCH, study.repeats - place[1] * BATCH)
