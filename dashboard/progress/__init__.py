"""Progress without an account: kept in the reader's browser, merged with the session."""

from dashboard.progress.keep import keep, now, record, remember
from lessons.kit.progress import Record

__all__ = ["Record", "keep", "now", "record", "remember"]
