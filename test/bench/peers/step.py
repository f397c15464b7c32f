"""PyTorch's training step, for the benchmarks: eager, AdamW, clipping, dropout; one JSON answer a line.

Started with a JSON of {layers, hidden, heads, intermediate, vocabulary, labels, rows, length, dropout, threads}.
The first answer comes after the fastest of PyTorch's own ways (attention, AdamW) was chosen by trying each.
"""
import itertools
import json
import os
import resource
import statistics
import sys
import time

import torch
from transformers import BertConfig, BertForTokenClassification

shape = json.loads(sys.argv[1])
torch.set_num_threads(shape["threads"])
torch.manual_seed(1)

tokens = shape["rows"] * shape["length"]
ids = (1 + (torch.arange(tokens) * 7919) % (shape["vocabulary"] - 1)).view(shape["rows"], shape["length"])
positions = (torch.arange(tokens) % 32).view(shape["rows"], shape["length"])
labels = torch.tensor([-100 if i % 3 == 2 else i % shape["labels"] for i in range(tokens)])
labels = labels.view(shape["rows"], shape["length"])


def make(attention, optimizer):
    config = BertConfig(
        vocab_size=shape["vocabulary"],
        hidden_size=shape["hidden"],
        num_hidden_layers=shape["layers"],
        num_attention_heads=shape["heads"],
        intermediate_size=shape["intermediate"],
        hidden_dropout_prob=shape["dropout"],
        attention_probs_dropout_prob=shape["dropout"],
        num_labels=shape["labels"],
        attn_implementation=attention,
    )
    model = BertForTokenClassification(config).train()
    adamw = torch.optim.AdamW(model.parameters(), lr=1e-4, weight_decay=0.01, **{optimizer: True})
    return model, adamw


def step(model, adamw):
    before = time.perf_counter()
    loss = model(input_ids=ids, position_ids=positions, labels=labels).loss
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    adamw.step()
    adamw.zero_grad()
    loss.item()
    return time.perf_counter() - before


def median(model, adamw, steps):
    step(model, adamw)
    return statistics.median(step(model, adamw) for _ in range(steps))


ways = list(itertools.product(["sdpa", "eager"], ["fused", "foreach"]))
times = {}
for way in ways:
    times[way] = median(*make(*way), 2)
best = min(times, key=times.get)
model, adamw = make(*best)
step(model, adamw)
for line in sys.stdin:
    request = json.loads(line)
    seconds = [step(model, adamw) for _ in range(request["steps"])]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer = {"seconds": seconds, "peak": peak, "how": f"torch {torch.__version__.split('+')[0]}, {best[0]}, AdamW {best[1]}"}
    print(json.dumps(answer), flush=True)
os._exit(0)
