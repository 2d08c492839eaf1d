"""Studies: a design many times, several models at once, and what each does on average, with its Monte Carlo error."""

from lessons.kit.studies.batch import run_batch
from lessons.kit.studies.controls import StudyError
from lessons.kit.studies.designs import all_designs, design
from lessons.kit.studies.file import example, read_study
from lessons.kit.studies.run import estimates, places, run
from lessons.kit.studies.study import Analysis, Study, check
from lessons.kit.studies.summary import summaries
from lessons.kit.studies.written import write_study

__all__ = [
    "Analysis",
    "Study",
    "StudyError",
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
    "write_study",
]
