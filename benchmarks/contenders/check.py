"""`shibosi check`, but the number of orders judged at a time is given: all of them for one pass.

python -m benchmarks.contenders.check ROWS check PATH --out DIR ...
"""

import sys
from functools import partial

from shibosi.cli.main import main
from shibosi.kernel.engines import local


def run() -> None:
    """Hand the rows to the engine and everything else to the command line."""
    local.run = partial(local.run, part_rows=int(sys.argv[1]))
    main(sys.argv[2:])


if __name__ == "__main__":
    run()
