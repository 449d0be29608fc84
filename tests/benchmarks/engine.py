"""How fast the model is, against SimPy and Ciw on the same service times in the same run.

Seven desks in a row, exponential days, load 0.8. The peers are written as their own manuals write
them, with no monitoring added. Run with `python tests/benchmarks/engine.py`; the last line is
JSON. Needs `pip install simpy ciw`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from math import log
from time import perf_counter

import ciw
import numpy as np
import simpy

from jalur import Situation, bureaucracy, desks, direct, full, simulate, technocracy
from jalur.model import engine, fast

DESKS, LOAD, SEED = 7, 0.8, 1


def path(officials=1):
    return desks(DESKS, 1, 1, officials, variation=1, officials=officials)


WORLD = Situation(arrivals=LOAD)


def seconds(run, times=3):
    """The quickest of several runs, in seconds, and what the last one returned.

    The quickest, as `timeit` advises: whatever else the computer does only ever adds to it.
    """
    taken = []
    for _ in range(times):
        start = perf_counter()
        result = run()
        taken.append(perf_counter() - start)
    return min(taken), result


def by_desk(log, column):
    """A column of a log's visits, one row per desk."""
    return np.asarray(log.visits[column]).reshape(DESKS, -1)


def with_simpy(arrival, service, officials):
    """The waiting of every case, as SimPy's manual writes a queue: request, then timeout."""
    done = []

    def case(env, number, counters):
        for place, counter in enumerate(counters):
            with counter.request() as turn:
                yield turn
                yield env.timeout(service[place][number])
        done.append((number, env.now))

    def source(env, counters):
        for number, when in enumerate(arrival):
            yield env.timeout(when - env.now)
            env.process(case(env, number, counters))

    env = simpy.Environment()
    env.process(source(env, [simpy.Resource(env, officials) for _ in range(DESKS)]))
    env.run()
    return [when for _, when in sorted(done)]


def with_ciw(arrival, service, officials):
    """The same network as Ciw's guide writes it; times by its Sequential distribution."""
    gaps = np.diff(arrival, prepend=0.0).tolist()
    never = [None] * (DESKS - 1)
    ahead = [[1.0 if to == place + 1 else 0.0 for to in range(DESKS)] for place in range(DESKS)]
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential([*gaps, float("inf")]), *never],
        service_distributions=[ciw.dists.Sequential(times) for times in service],
        number_of_servers=[officials] * DESKS,
        routing=ahead,
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(len(arrival), method="Finish")
    return simulation.get_all_records()


def compare(cases, officials):
    """Seconds per case: ours and the peers', on the same arrivals and service times."""
    chosen = path(officials)
    ours, log = seconds(lambda: fast.walk(chosen, WORLD, cases, SEED), times=9)
    through, _ = seconds(lambda: simulate(chosen, WORLD, cases, SEED), times=9)
    work = by_desk(log, "end") - by_desk(log, "begin")
    arrival, service = log.cases["arrival"].tolist(), work.tolist()
    theirs, ended = seconds(lambda: with_simpy(arrival, service, officials), times=3)
    plain, _ = seconds(lambda: engine.walk(chosen, WORLD, cases, SEED), times=3)
    few = cases // 10
    networks, _ = seconds(
        lambda: with_ciw(arrival[:few], [times[:few] for times in service], officials), times=1
    )
    return {
        "simpy_over_fast": round(theirs / ours, 1),
        "simpy_over_simulate": round(theirs / through, 1),
        "simpy_over_readable": round(theirs / plain, 2),
        "ciw_over_fast": round(networks / few / (ours / cases), 1),
        "ends_equal_simpy": ended == log.cases["end"].tolist(),
    }


def exponent():
    """How the cost grows from 10^4 to 10^6 cases: 1 is linear."""
    sizes = (10_000, 1_000_000)
    taken = [seconds(lambda n=n: fast.walk(path(), WORLD, n, SEED), times=3)[0] for n in sizes]
    return round(log(taken[1] / taken[0]) / log(sizes[1] / sizes[0]), 3)


def peak_megabytes():
    """The peak memory of a process that simulates 10^6 cases by 7 steps."""
    code = (
        "import resource; from jalur import *;"
        "log = simulate(desks(7, 1, 1, 1, variation=1), Situation(arrivals=0.8), 10**6);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    ).replace("*;", "desks, simulate, Situation;")
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return round(int(told.stdout) / 1024)


def main():
    report = {
        "series": compare(20_000, officials=1),
        "three_officials": compare(20_000, officials=3),
        "exponent": exponent(),
        "peak_megabytes": peak_megabytes(),
        "lesson_paths_ms": {
            chosen.name: round(1000 * seconds(lambda c=chosen: simulate(c, cases=10_000), 5)[0], 1)
            for chosen in (direct(), technocracy(), bureaucracy(), full())
        },
        "python": sys.version.split()[0],
        "numpy": np.__version__,
        "own_peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    for name, value in report.items():
        print(f"{name}: {value}")
    print(json.dumps(report))


if __name__ == "__main__":
    main()
