"""One thread a process that a test run starts, its workers and servers; no example of a property by clock or by luck.

Processes that each want all cores for small matrices wait for one another: two minutes for what takes a second. And
where two of them share two cores, an example that takes 3 ms may take 300.
"""

import os
import sys
from types import ModuleType

os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "RAYON_NUM_THREADS"), "1"))

import pytest
from hypothesis import settings

settings.register_profile("no clock", settings.get_profile("ci"), deadline=None)
settings.load_profile("no clock")


@pytest.fixture
def plain_main(monkeypatch):
    """Streamlit's tests leave the page they ran as the main module: processes that are spawned would run it, too."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
