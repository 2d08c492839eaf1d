"""Files to and from the reader, over the page's own websocket: no route of the server holds one."""

from dashboard.files.load import load
from dashboard.files.save import save
from dashboard.files.wait import Waited, wait

__all__ = ["Waited", "load", "save", "wait"]
