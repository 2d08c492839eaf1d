"""Studies: a design many times, several models at once, and what each does on average, with its Monte Carlo error."""

from lessons.kit.studies.batch import run_batch
from lessons.kit.studies.controls import StudyError
from lessons.kit.studies.designs import all_designs, design
from lessons.kit.studies.file import example, read_study
from lessons.kit.studies.run import estimates, places, run
from lessons.kit.studies.study import Analysis, Study, check
from lessons.kit.studies.summary import added, summaries, summed_up, sums
from lessons.kit.studies.written import write_study

__all__ = [
    "Analysis",
    "Study",
    "StudyError",
    "added",
    "all_designs",
    "check",
    "design",
    "estimates",
    "example",
    "places",
    "read_study",
    "run",
    "run_batch",
    "summaries",
    "summed_up",
    "sums",
    "write_study",
]
