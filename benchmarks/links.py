"""How long it takes to find shops that belong together: honest sellers with seeded fakes, found exactly or not.

python -m benchmarks.links 1000000
"""

import sys
from time import perf_counter, process_time

from shibosi.methods.graph.linking import Weights, groups
from shibosi.methods.graph.tests.seeded import seeded

WEIGHTS = Weights({"owner": 3, "account": 3, "document": 3, "device": 2, "phone": 2, "email": 2, "address": 1}, 3, 20)


def main(sellers: int) -> None:
    """Make a world, find the fakes, say how long it took and whether any was missed or anybody accused falsely."""
    world = seeded(sellers, sellers // 200, seed=1)
    wall, processor = perf_counter(), process_time()
    found = {frozenset(one.things) for one in groups(world.traits, WEIGHTS)}
    wall, processor = perf_counter() - wall, process_time() - processor
    missed, false = len(world.groups - found), len(found - world.groups)
    print(f"{sellers} sellers, {world.traits.height} traits: {wall:.1f} s ({processor:.1f} s of processor), "
          f"{len(world.groups)} groups seeded, {missed} missed, {false} false")  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
