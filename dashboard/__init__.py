"""How lessons are shown: the only room that knows Streamlit.

Small matrices gain nothing from several threads, and processes that each want all cores for them wait for one another:
so numpy is told, before it is loaded, to use one.
"""

import os

for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")
