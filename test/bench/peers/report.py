"""seqeval's classification report, for the benchmarks; one JSON answer a line.

Started with a JSON file of {gold, predicted} and a mode, default or strict (IOB2).
  {"steps": n}   -> {seconds: [of each report], peak, how}
"""
import importlib.metadata
import json
import resource
import sys
import time
import warnings

from seqeval.metrics import classification_report
from seqeval.scheme import IOB2

warnings.filterwarnings("ignore")
with open(sys.argv[1]) as file:
    tags = json.load(file)
mode = {"mode": "strict", "scheme": IOB2} if sys.argv[2] == "strict" else {}


def once():
    before = time.perf_counter()
    report = classification_report(tags["gold"], tags["predicted"], output_dict=True, zero_division=0, **mode)
    return time.perf_counter() - before, report["micro avg"]["f1-score"]


_, f1 = once()
how = f"seqeval {importlib.metadata.version('seqeval')}, F1 {f1:.4f}"
for line in sys.stdin:
    seconds = [once()[0] for _ in range(json.loads(line)["steps"])]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "how": how}), flush=True)
