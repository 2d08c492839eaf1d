"""Heavy work, done in processes of their own so that no reader's page waits for another's."""

from dashboard.work.desk import Desk, Job, desk

__all__ = ["Desk", "Job", "desk"]
