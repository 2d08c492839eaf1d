"""Progress without an account: kept in the reader's browser, merged with the session."""

from dashboard.progress.store import keep, kept, now, reader, record, remember

__all__ = ["keep", "kept", "now", "reader", "record", "remember"]
