"""A worker of PySpark in which every task runs twice, whole: its first attempt hands over all of its rows and breaks off before it says that it is
done, so that Spark throws these rows away and runs the task again. For `spark.python.worker.module`, whose modules must be called
pyspark-something. `INQUIT_AGAIN` names a file, which gets a byte for each task that broke off."""

import os

from pyspark import worker
from pyspark.taskcontext import TaskContext

_set_context = TaskContext._setTaskContext
_report_times = worker.report_times
# Which attempt the task is: PySpark forgets it before the times are reported.
_attempt = [0]


def _remember(context):
    if context is not None:
        _attempt[0] = context.attemptNumber()
    _set_context(context)


def _break_off(outfile, *times):
    if _attempt[0] == 0:
        # All rows are written, and nothing behind them.
        outfile.flush()
        with open(os.environ["INQUIT_AGAIN"], "a") as log:
            log.write("x")
        os._exit(3)
    _report_times(outfile, *times)


def main(infile, outfile):
    setattr(TaskContext, "_setTaskContext", staticmethod(_remember))
    worker.report_times = _break_off
    worker.main(infile, outfile)


if __name__ == "__main__":
    raise SystemExit("it is run by pyspark.daemon")
