"""Makes test/fixtures/evaluation/seqeval.json: what seqeval says of random and hand-made tag sequences.

    pip install seqeval        (made with seqeval 1.2.2)
    python scripts/make-seqeval-fixtures.py
"""

import json
import pathlib
import random
import warnings

from seqeval import scheme as schemes
from seqeval.metrics import accuracy_score, classification_report

warnings.filterwarnings("ignore")
FILE = pathlib.Path(__file__).resolve().parent.parent / "test" / "fixtures" / "evaluation" / "seqeval.json"
SCHEMES = {
    "iob1": (schemes.IOB1, "IB"), "iob2": (schemes.IOB2, "IB"), "ioe1": (schemes.IOE1, "IE"),
    "ioe2": (schemes.IOE2, "IE"), "bioes": (schemes.IOBES, "IBES"), "bilou": (schemes.BILOU, "IBLU"),
}
HAND_MADE = [
    ([["B-NP", "I-NP"]], [["I-NP", "I-NP"]], "iob2"),
    ([["O", "O"]], [["O", "O"]], "iob2"),
    ([["O"]], [["B-PER"]], "iob2"),
    ([["B-PER"]], [["O"]], "iob2"),
    ([["B-PER", "I-LOC"]], [["B-PER", "I-PER"]], "iob2"),
    ([["B-PER", "B-PER"]], [["B-PER", "I-PER"]], "iob2"),
    ([["S-PER", "B-LOC", "E-LOC"]], [["S-PER", "B-LOC", "I-LOC"]], "bioes"),
    ([["I-PER", "B-PER"], ["I-LOC"]], [["I-PER", "I-PER"], ["I-LOC"]], "iob1"),
]


def sequence(rng: random.Random, prefixes: str, length: int) -> list[str]:
    return ["O" if rng.random() < 0.35 else f"{rng.choice(prefixes)}-{rng.choice(['PER', 'LOC', 'ORG'])}" for _ in range(length)]


def figures(gold, predicted, **mode) -> dict:
    report = classification_report(gold, predicted, output_dict=True, zero_division=0, **mode)
    plain = {
        name: [float(row["precision"]), float(row["recall"]), float(row["f1-score"]), int(row["support"])]
        for name, row in report.items()
    }
    return plain


def case(gold, predicted, name: str) -> dict:
    scheme = SCHEMES[name][0]
    entry = {"scheme": name, "gold": gold, "predicted": predicted, "accuracy": float(accuracy_score(gold, predicted))}
    # The default mode does not know L and U.
    modes = {"strict": {"mode": "strict", "scheme": scheme}} | ({} if name == "bilou" else {"default": {}})
    for mode, arguments in modes.items():
        try:
            entry[mode] = figures(gold, predicted, **arguments)
        except ValueError:
            entry[mode] = None
        # Without any entity seqeval fails, or its means are not numbers.
        if entry[mode] and entry[mode]["macro avg"][0] != entry[mode]["macro avg"][0]:
            entry[mode] = None
    return entry


def main() -> None:
    rng = random.Random(3)
    cases = [case(*each) for each in HAND_MADE]
    for name, (_, prefixes) in SCHEMES.items():
        for _ in range(60):
            gold = [sequence(rng, prefixes, rng.randint(1, 9)) for _ in range(rng.randint(1, 3))]
            predicted = [[t if rng.random() < 0.6 else u for t, u in zip(g, sequence(rng, prefixes, len(g)))] for g in gold]
            cases.append(case(gold, predicted, name))
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text("[\n" + ",\n".join(json.dumps(each) for each in cases) + "\n]\n")


if __name__ == "__main__":
    main()
