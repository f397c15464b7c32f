"""Makes test/fixtures/evaluation/oracles.json.gz: what conlleval, seqeval and nervaluate say of tag sequences.

    pip install conlleval==0.2 seqeval==1.2.2 nervaluate==1.2.1
    python scripts/make-evaluation-fixtures.py

Tags of a sentence have spaces between them, sentences a bar. Figures are as the tools give them, null where one cannot say
anything (seqeval without any entity) or does not know the scheme's letters.
"""

import gzip
import json
import pathlib
import random
import warnings

import conlleval
from nervaluate.evaluator import Evaluator
from seqeval import scheme as schemes
from seqeval.metrics import accuracy_score, classification_report
from seqeval.metrics.sequence_labeling import get_entities

warnings.filterwarnings("ignore")
FILE = pathlib.Path(__file__).resolve().parent.parent / "test" / "fixtures" / "evaluation" / "oracles.json.gz"
SCHEMES = {
    "iob1": (schemes.IOB1, "IB"), "iob2": (schemes.IOB2, "IB"), "ioe1": (schemes.IOE1, "IE"),
    "ioe2": (schemes.IOE2, "IE"), "bioes": (schemes.IOBES, "IBES"), "bilou": (schemes.BILOU, "IBLU"),
}
RANDOM = {"iob2": 1000, "iob1": 500, "ioe1": 250, "ioe2": 250, "bioes": 300, "bilou": 200}
TYPES = ["PER", "LOC", "ORG", "GPE-CITY"]

# Written by hand: gold, prediction. A capital begins an entity (B-), a small letter goes on (I-), a point is O, a bar ends a
# sentence. P PER, L LOC, G ORG, M MISC.
IOB2 = """
.            .           | nothing
.            P           | only a prediction
P            .           | only gold
P            P           | all right
P            L           | another type
Pp           Pp          | all right, longer
Pp           P.          | ends early
Pp           .P          | begins late
Pp           .p          | begins late, without B
P.           Pp          | ends late
.P           Pp          | begins early
Pp           pp          | without B: right by default, wrong when strict
pp           pp          | without B in both
pp           Pp          | without B in gold
p            p           | a single I in both
p            P           | a single I in gold
Pl           Pl          | a type that changes without B
Pl           Pp          | … against one entity
Pp           Pl          | … in the prediction
PL           Pl          | … against two entities
PP           Pp          | two entities against one
Pp           PP          | one entity against two
PP           PP          | neighbours of one type
PPP          Ppp         | three against one
Ppp          PPP         | one against three
PpP          PPp         | the border between two moves
PPp          PpP         | … the other way
PpLl         LlPp        | types change places
PpLl         Pppp        | one swallows its neighbour
Pppp         PpLl        | … the other way
PpLl         Llll        | … and takes its type
P.p          P.p         | an I after a gap
P.p          Ppp         | … bridged by the prediction
Ppp          P.p         | … broken by the prediction
.Pp.         Pppp        | too long on both sides
Pppp         .Pp.        | too short on both sides
.Pp.         Llll        | too long and of another type
Pppp         .Ll.        | too short and of another type
Ppppp        P.L.G       | three of three types inside one
P.L.G        Ppppp       | one over three
P.P.P        Ppppp       | one over three of its type
Ppppp        P.P.P       | three of its type inside one
Ppp          LPp         | another type before it
Ppp          LLp         | …
Ppp          PpL         | another type behind it
Pp.Ll        .Pp.L       | all moved by one
Pp.Ll        Ppp.L       | …
PpLlGg       PpGgLl      | two of three change types
PpLlGg       LlGgPp      | all three do
PpLlGg       GgGgGg      | all of one type
PpLlGg       Pppppp      | one for all
Pppppp       PpLlGg      | all for one
P|L          P|L         | two sentences
P|L          L|P         | … types change places
Pp|p         Pp|p        | an I at the beginning of a sentence
P|p          P|P         | an I at the beginning is an entity
.|P          .|.         | an empty sentence first
P|.          .|.         | … last
.|.|.        P|L|G       | only predictions
P|L|G        .|.|.       | only gold
P|L|G        P|L|M       | a type that only the prediction has
P|L|M        P|L|G       | … that only gold has
P|P|P|P      P|P|P|.     | recall 3/4
P|P|P|.      P|P|P|P     | precision 3/4
P.P.P.P      P.L.P.L     | half the types
PpPpPp       PpPpPp      | many neighbours
PpPpPp       PppPpp      | … borders move
PppppppppP   PpppppppPp  | a long entity
Lpg          Lpg         | types change twice without B
Lpg          LPG         | … against B
LPG          Lpg         | … the other way
Lpg          Llg         | …
plg          plg         | … without any B
plg          PLG         | …
pPp          pPp         | I before B
pPp          PPp         | …
pPp          ppp         | …
P.L.         .L.P        | nothing overlaps
P..L         .PL.        | neighbours, not overlaps
Ppp..Lll     .Ppp.Lll     | moved by one, and right
Pp..Pp       .PpppP       | as near to the one as to the other
"""
OTHERS = [
    ("iob1", "I-PER B-PER|I-LOC", "I-PER I-PER|I-LOC"), ("iob1", "I-PER I-PER", "B-PER I-PER"), ("iob1", "I-PER B-LOC", "I-PER I-LOC"),
    ("iob1", "I-PER B-PER B-PER", "I-PER B-PER I-PER"), ("iob1", "B-PER", "I-PER"), ("iob1", "O B-PER I-PER", "O I-PER I-PER"),
    ("ioe1", "I-PER E-PER I-PER", "I-PER I-PER I-PER"), ("ioe1", "I-PER I-PER", "I-PER E-PER"), ("ioe1", "E-PER E-PER", "I-PER E-PER"),
    ("ioe2", "I-PER E-PER E-PER", "I-PER I-PER E-PER"), ("ioe2", "I-PER I-PER", "I-PER E-PER"), ("ioe2", "E-PER I-LOC", "E-PER E-LOC"),
    ("bioes", "S-PER B-LOC E-LOC", "S-PER B-LOC I-LOC"), ("bioes", "S-PER S-PER", "B-PER E-PER"), ("bioes", "B-PER I-PER E-PER", "B-PER I-PER I-PER"),
    ("bioes", "B-PER E-PER", "I-PER E-PER"), ("bioes", "S-PER", "B-PER"), ("bioes", "B-PER E-LOC", "B-PER E-PER"),
    ("bilou", "U-PER B-LOC L-LOC", "U-PER B-LOC I-LOC"), ("bilou", "U-PER U-PER", "B-PER L-PER"), ("bilou", "B-PER I-PER L-PER", "I-PER I-PER L-PER"),
    ("iob2", "B-GPE-CITY I-GPE-CITY O", "B-GPE-CITY I-GPE-CITY B-GPE"), ("iob2", "B-per I-per", "B-PER I-PER"), ("iob2", "B-a_b|B-Ä", "B-a_b|B-Ä"),
    # One percent of a gold entity is the least overlap that nervaluate sees.
    ("iob2", "B-PER" + 99 * " I-PER", "B-PER" + 99 * " O"), ("iob2", "B-PER" + 100 * " I-PER", "B-PER" + 100 * " O"),
    ("iob2", "B-PER" + 100 * " I-PER", "B-PER I-PER" + 99 * " O"), ("iob2", "B-PER" + 100 * " O", "B-PER" + 100 * " I-PER"),
]


def hand_made():
    letters = {"P": "PER", "L": "LOC", "G": "ORG", "M": "MISC"}
    spell = lambda c: "O" if c == "." else f"{'B' if c.isupper() else 'I'}-{letters[c.upper()]}"
    tags = lambda text: "|".join(" ".join(map(spell, sentence)) for sentence in text.split("|"))
    for line in filter(None, IOB2.splitlines()):
        gold, predicted = line.split()[:2]
        yield "iob2", tags(gold), tags(predicted)
    yield from OTHERS


def random_tags(rng, prefixes, length):
    return ["O" if rng.random() < 0.35 else f"{rng.choice(prefixes)}-{rng.choice(TYPES)}" for _ in range(length)]


def legal_tags(rng, name, length):
    """Random entities, spelt as the scheme wants; B and E of iob1 and ioe1 stand between neighbours only."""
    tags, before = [], None
    while len(tags) < length:
        size = min(rng.randint(1, 4), length - len(tags))
        if rng.random() < 0.45:
            tags += ["O"] * size
            before = None
            continue
        kind = rng.choice(TYPES)
        first, last, single = {"iob2": "BIB", "ioe2": "IEE", "bioes": "BES", "bilou": "BLU"}.get(name, "III")
        prefixes = single if size == 1 else first + "I" * (size - 2) + last
        if before == kind and name == "iob1":
            prefixes = "B" + prefixes[1:]
        if before == kind and name == "ioe1":
            tags[-1] = "E" + tags[-1][1:]
        tags += [f"{prefix}-{kind}" for prefix in prefixes]
        before = kind
    return tags


def random_case(rng, name):
    prefixes = SCHEMES[name][1]
    legal = rng.random() < 0.5
    make = (lambda n: legal_tags(rng, name, n)) if legal else (lambda n: random_tags(rng, prefixes, n))
    gold = [make(rng.randint(1, 12 if legal else 9)) for _ in range(rng.randint(1, 3))]
    noise = rng.choice([0.05, 0.2, 0.4])
    predicted = [[u if rng.random() < noise else t for t, u in zip(g, make(len(g)))] for g in gold]
    join = lambda sentences: "|".join(map(" ".join, sentences))
    return name, join(gold), join(predicted)


def by_conlleval(gold, predicted):
    lines = [line for g, p in zip(gold, predicted) for line in [*(f"x {t} {u}" for t, u in zip(g, p)), ""]]
    result = conlleval.evaluate(lines)
    counts = lambda row: [row["stats"]["gold"], row["stats"]["pred"], row["stats"]["correct"]]
    overall = result["overall"]["chunks"]
    types = {name: counts(row) for name, row in result["slots"]["chunks"].items()}
    return [counts(overall), overall["evals"]["f1"], types]


def by_seqeval(gold, predicted, **mode):
    try:
        report = classification_report(gold, predicted, output_dict=True, zero_division=0, **mode)
    except ValueError:
        return None
    # Without any entity the means are not numbers.
    if report["macro avg"]["precision"] != report["macro avg"]["precision"]:
        return None
    keys = ["precision", "recall", "f1-score"]
    return {name: [*(float(row[key]) for key in keys), int(row["support"])] for name, row in report.items()}


def by_nervaluate(name, gold, predicted):
    types = sorted({tag[2:] for tags in gold + predicted for tag in tags if tag != "O"})
    if name in ("iob1", "iob2"):
        evaluator = Evaluator(gold, predicted, tags=types, loader="list")
    else:
        spans = lambda tags: [{"label": kind, "start": start, "end": end} for kind, start, end in get_entities(tags)]
        evaluator = Evaluator([spans(g) for g in gold], [spans(p) for p in predicted], tags=types, loader="dict")
    result = evaluator.evaluate()
    row = lambda r: [r.correct, r.incorrect, r.partial, r.missed, r.spurious, r.precision, r.recall, r.f1]
    figures = lambda modes: {mode: row(modes[mode]) for mode in ("strict", "exact", "partial", "ent_type")}
    return [figures(result["overall"]), {kind: figures(modes) for kind, modes in result["entities"].items()}]


def case(name, gold_text, predicted_text):
    gold, predicted = ([sentence.split() for sentence in text.split("|")] for text in (gold_text, predicted_text))
    assert [*map(len, gold)] == [*map(len, predicted)], (gold_text, predicted_text)
    # L and U are known to the strict mode alone.
    return {
        "scheme": name, "gold": gold_text, "predicted": predicted_text,
        "accuracy": float(accuracy_score(gold, predicted)),
        "conlleval": by_conlleval(gold, predicted) if name != "bilou" else None,
        "default": by_seqeval(gold, predicted) if name != "bilou" else None,
        "strict": by_seqeval(gold, predicted, mode="strict", scheme=SCHEMES[name][0]),
        "nervaluate": by_nervaluate(name, gold, predicted) if name != "bilou" else None,
    }


def main():
    rng = random.Random(3)
    by_hand = [case(*each) for each in hand_made()]
    by_chance = [case(*random_case(rng, name)) for name, count in RANDOM.items() for _ in range(count)]
    print(len(by_hand), "by hand,", len(by_chance), "random")
    FILE.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"handMade": by_hand, "random": by_chance}, ensure_ascii=False, separators=(",", ":"))
    FILE.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
