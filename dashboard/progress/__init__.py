"""Progress without an account: kept in the reader's browser, merged with the session."""

from dashboard.progress.keep import keep, now, record, remember

__all__ = ["keep", "now", "record", "remember"]
