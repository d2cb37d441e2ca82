#!/usr/bin/env bash
# Imports every list of the corpus beside the checkout and scores it against what a careful reader finds.
# Arguments: the program, the source folder. Exit code 77 (skipped) where there is no corpus.
set -u
papermap=$(realpath "$1")
corpus=${PAPERMAP_CORPUS:-$2/../shared/corpus}
[ -f "$corpus/score.py" ] || exit 77

exec python3 - "$papermap" "$corpus" <<'PYTHON'
import glob, json, os, subprocess, sys

papermap, corpus = sys.argv[1:]
sys.path.insert(0, corpus)
sys.dont_write_bytecode = True
from score import score

TARGETS = {"recall": 0.97, "precision_lenient": 0.97, "path_accuracy_lenient": 0.95, "primary_url_accuracy": 0.95,
           "links_recall": 0.95, "venue_accuracy_loose": 0.90, "year_accuracy_lenient": 0.95}
FLOOR = 0.85
values = {key: [] for key in TARGETS}
failed = False
print("%-44s %5s %5s  %s" % ("list", "truth", "found", "  ".join(key[:14].rjust(14) for key in TARGETS)))
for path in sorted(glob.glob(corpus + "/truth/*.json")):
    truth = json.load(open(path, encoding="utf-8"))
    run = subprocess.run([papermap, "import", "-q", "--format", "json", os.path.join(corpus, "lists", truth["list"])],
                         capture_output=True)
    if run.returncode:
        print("%-44s FAILED: %s" % (truth["list"], run.stderr.decode(errors="replace")))
        failed = True
        continue
    result = score(truth, json.loads(run.stdout))
    print("%-44s %5d %5d  %s" % (truth["list"][:44], result["truth"], result["predicted"],
                                 "  ".join(str(result[key]).rjust(14) for key in TARGETS)))
    for key in TARGETS:
        if result[key] is not None:
            values[key].append(result[key])
            failed |= result[key] < FLOOR
means = {key: sum(numbers) / len(numbers) for key, numbers in values.items() if numbers}
print("%-44s %5s %5s  %s" % ("mean", "", "", "  ".join(("%.4f" % means.get(key, 0)).rjust(14) for key in TARGETS)))
failed |= any(means.get(key, 0) < target for key, target in TARGETS.items())
sys.exit(1 if failed else 0)
PYTHON
