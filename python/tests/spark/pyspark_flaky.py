"""A worker of PySpark that breaks off now and then, so that Spark runs the task again. For `spark.python.worker.module`,
whose modules must be called pyspark-something."""

import os
import random

from pyspark import worker


def main(infile, outfile):
    chance = random.Random(os.urandom(8))
    if chance.random() < 0.15:
        with open(os.environ["INQUIT_FLAKY"], "a") as log:
            log.write("x")
        outfile.close()
        os._exit(3)
    worker.main(infile, outfile)


if __name__ == "__main__":
    raise SystemExit("it is run by pyspark.daemon")
