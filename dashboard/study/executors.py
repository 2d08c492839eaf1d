"""Who does the work: this process, several of this machine, or a cluster."""

import os
import signal
from collections.abc import Generator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any

from lessons.kit.studies import StudyError

# Processes that each want every core for small matrices wait for one another.
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "RAYON_NUM_THREADS")
SECONDS_TO_ANSWER = 10
# What Dask raises when workers die again and again, or its scheduler has gone.
GIVEN_UP = ("KilledWorker", "FutureCancelledError", "CancelledError", "CommClosedError")


@contextmanager
def executor(processes: int, cluster: str) -> Generator[Executor | None]:
    """None for this process alone; StudyError where a cluster cannot be reached."""
    if cluster:
        with _client(cluster) as client:
            try:
                yield client.get_executor()
            except ModuleNotFoundError as problem:
                raise StudyError(f"A worker of the cluster has no {problem.name}: install Frogpond there.") from problem
            except Exception as problem:
                if type(problem).__name__ not in GIVEN_UP:
                    raise
                raise StudyError("The cluster gave up. What was done is kept: the same command goes on.") from problem
    elif processes > 1:
        for name in ONE_THREAD:
            os.environ.setdefault(name, "1")
        pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=end_with_parent)
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)
    else:
        yield None


def end_with_parent() -> None:
    """In a process of the pool: end when the one that started it does, however that ends, and leave Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent:
        Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()


def _client(address: str) -> Any:
    try:
        from distributed import Client  # pyright: ignore[reportMissingImports]
    except ImportError as problem:
        raise StudyError("A cluster needs one package more: pip install frogpond[cluster].") from problem
    try:
        return Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as problem:
        raise StudyError(f"No Dask scheduler answers at {address}; one looks like tcp://10.0.0.5:8786.") from problem
