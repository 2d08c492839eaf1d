"""One thread a process that a test run starts, its workers and servers; no example of a property by clock or by luck.

Processes that each want all cores for small matrices wait for one another: two minutes for what takes a second. And
where two of them share two cores, an example that takes 3 ms may take 300.
"""

import os

os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "RAYON_NUM_THREADS"), "1"))

from hypothesis import settings

settings.register_profile("no clock", settings.get_profile("ci"), deadline=None)
settings.load_profile("no clock")
