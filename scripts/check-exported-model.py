"""Checks a model that `conll-distill export-model` has written against what CoNLL Distill itself says of some sentences.

    pip install torch transformers
    python scripts/check-exported-model.py FOLDER REFERENCE.json

REFERENCE.json is a list of {"tokens": [...], "ids": [...], "logits": [[...], ...], "tags": [...]}: a sentence's tokens,
its word pieces with [CLS] and [SEP], the logits of each of them, and the tags of the tokens in IOB2. `npm run bench --
training.export` trains, exports, writes one and runs this. Prints one line of JSON; fails where anything differs.
"""

import json
import sys
from pathlib import Path

import torch
from huggingface_hub import ModelCard
from transformers import AutoModelForTokenClassification, AutoTokenizer, pipeline

folder, reference_file = sys.argv[1:]
# One sentence at a time is too little for more: they would wait for each other.
torch.set_num_threads(1)
reference = json.loads(Path(reference_file).read_text(encoding="utf-8"))
tokenizer = AutoTokenizer.from_pretrained(folder)
model = AutoModelForTokenClassification.from_pretrained(folder).eval()
tagger = pipeline("token-classification", model=folder, ignore_labels=[])
assert model.dtype == torch.float32, model.dtype


def in_iob2(tags):
    """An I- that continues nothing begins an entity, as conlleval counts."""
    made = []
    before = "O"
    for tag in tags:
        continues = tag.startswith("I-") and before[2:] == tag[2:]
        made.append(f"B-{tag[2:]}" if tag.startswith("I-") and not continues else tag)
        before = tag
    return made


def first_pieces(words):
    """Where each token's first word piece is; a token of which nothing is left has none."""
    places = {}
    for piece, token in enumerate(words):
        if token is not None:
            places.setdefault(token, piece)
    return places


def tags_of_text(tokens):
    """Of each token, the label that the pipeline gives to its first piece in the text."""
    found = {entity["start"]: entity["entity"] for entity in tagger(" ".join(tokens))}
    at = 0
    tags = []
    for token in tokens:
        tags.append(next((found[place] for place in range(at, at + len(token)) if place in found), "O"))
        at += len(token) + 1
    return tags


largest = 0.0
for sentence in reference:
    tokens = sentence["tokens"]
    encoded = tokenizer(tokens, is_split_into_words=True, return_tensors="pt")
    assert encoded.input_ids[0].tolist() == sentence["ids"], f"other word pieces: {tokens}"
    with torch.no_grad():
        logits = model(**encoded).logits[0]
    largest = max(largest, (logits - torch.tensor(sentence["logits"])).abs().max().item())
    places = first_pieces(encoded.word_ids())
    labels = [model.config.id2label[int(index)] for index in logits.argmax(-1)]
    tags = in_iob2([labels[places[token]] for token in range(len(tokens))])
    assert tags == sentence["tags"], f"other tags: {tokens}\n{tags}\n{sentence['tags']}"
    assert in_iob2(tags_of_text(tokens)) == sentence["tags"], f"the pipeline tags otherwise: {tokens}"
assert largest <= 1e-4, f"logits differ by {largest}"

card = ModelCard.load(Path(folder) / "README.md").data
assert card.pipeline_tag == "token-classification", card
print(json.dumps({"sentences": len(reference), "logits": largest, "measured": [r.metric_value for r in card.eval_results or []]}))
