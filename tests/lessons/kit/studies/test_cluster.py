"""A Dask cluster of this machine gives the numbers of one process, though one of its workers is killed."""

import os
import signal

import distributed
import pandas as pd

from lessons.kit.studies import Analysis, Study, estimates, run

STUDY = Study("two_level", {"n_groups": 20}, {"right": Analysis("y ~ x + w + (1 + x | group)")}, repeats=2000, seed=9)


def test_a_killed_worker_costs_no_number(plain_main):
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        pids = client.run(os.getpid)
        found = {}
        for place, rows in run(STUDY, executor=client.get_executor()):
            found[place] = rows
            if len(found) == 2:
                os.kill(next(iter(pids.values())), signal.SIGKILL)
        # The nanny starts another worker in its place; what the dead one had is done again, elsewhere.
        survivors = set(client.run(os.getpid).values())
    assert next(iter(pids.values())) not in survivors
    together = pd.concat([found[place] for place in sorted(found)], ignore_index=True)
    pd.testing.assert_frame_equal(together, estimates(STUDY), check_exact=True)
