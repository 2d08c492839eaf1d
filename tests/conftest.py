"""One thread a process that a test run starts, its workers and servers.

Processes that each want all cores for small matrices wait for one another: two minutes for what takes a second.
"""

import os

os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "RAYON_NUM_THREADS"), "1"))
