"""Hugging Face's Trainer with DataCollatorForTokenClassification, for the benchmarks; one JSON answer a line.

Started with a folder of a student and data.json ({labels, train, dev}: sentences of tokens and tags).
  {"sentences": [index, ...]}   trains one epoch on them, batch 32  -> {seconds}
  {"epochSeed": seed}           trains one epoch on all of train, from the folder's weights, then tags dev -> {seconds, tags}
"""
import json
import sys
import tempfile
import time
from pathlib import Path

import torch
from transformers import (
    AutoTokenizer,
    BertForTokenClassification,
    DataCollatorForTokenClassification,
    Trainer,
    TrainingArguments,
    logging,
    set_seed,
)

logging.set_verbosity_error()
folder = Path(sys.argv[1])
threads = int(sys.argv[2])
torch.set_num_threads(threads)
data = json.loads((folder / "data.json").read_text())
labels = data["labels"]
tokenizer = AutoTokenizer.from_pretrained(folder)


def encode(sentence):
    encoded = tokenizer(sentence["tokens"], is_split_into_words=True, truncation=True, max_length=512)
    words = encoded.word_ids()
    known = {label: index for index, label in enumerate(labels)}
    encoded["labels"] = [
        -100 if word is None or (place > 0 and words[place - 1] == word) else known[sentence["tags"][word]]
        for place, word in enumerate(words)
    ]
    return {key: encoded[key] for key in ("input_ids", "attention_mask", "token_type_ids", "labels")}


train = [encode(sentence) for sentence in data["train"]]


def make_model():
    return BertForTokenClassification.from_pretrained(folder, num_labels=len(labels))


def fit(model, examples, seed):
    arguments = TrainingArguments(
        output_dir=tempfile.mkdtemp(),
        per_device_train_batch_size=32,
        num_train_epochs=1,
        learning_rate=1e-4,
        lr_scheduler_type="linear",
        weight_decay=0.01,
        seed=seed,
        use_cpu=True,
        report_to="none",
        save_strategy="no",
        logging_strategy="no",
        disable_tqdm=True,
    )
    collator = DataCollatorForTokenClassification(tokenizer)
    trainer = Trainer(model=model, args=arguments, train_dataset=examples, data_collator=collator)
    before = time.perf_counter()
    trainer.train()
    return time.perf_counter() - before


def tag(model):
    model.eval()
    tags = []
    with torch.no_grad():
        for sentence in data["dev"]:
            encoded = tokenizer(sentence["tokens"], is_split_into_words=True, return_tensors="pt")
            best = model(**encoded).logits[0].argmax(-1).tolist()
            words = encoded.word_ids()
            first = {word: place for place, word in reversed(list(enumerate(words))) if word is not None}
            tags.append([labels[best[first[index]]] for index in range(len(sentence["tokens"]))])
    return tags


timed = make_model()
for line in sys.stdin:
    request = json.loads(line)
    if "sentences" in request:
        answer = {"seconds": fit(timed, [train[index] for index in request["sentences"]], 1)}
    else:
        set_seed(request["epochSeed"])
        model = make_model()
        seconds = fit(model, train, request["epochSeed"])
        answer = {"seconds": seconds, "tags": tag(model)}
    print(json.dumps(answer), flush=True)
