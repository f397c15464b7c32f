"""Makes test/fixtures/pytorch: what PyTorch and transformers compute for a tiny random BERT, as the oracle of our engine.

    pip install torch transformers safetensors        (made with torch 2.15.0, transformers 5.23.0)
    python scripts/make-pytorch-fixtures.py

Writes a Hugging Face folder (config.json, model.safetensors, fp32) and expected.json with the batch, the logits, the
loss, every gradient, and the loss of 20 AdamW steps under a linear schedule with warm-up. Everything is seeded.
"""

import json
import pathlib

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertForTokenClassification, get_linear_schedule_with_warmup

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "test" / "fixtures" / "pytorch" / "tiny"
ROWS, LENGTH, LABELS = 4, 12, 5
LENGTHS = [12, 9, 5, 10]
STEPS, WARMUP, LEARNING_RATE, WEIGHT_DECAY, CLIP = 20, 4, 5e-3, 0.01, 1.0


def make_model() -> BertForTokenClassification:
    torch.manual_seed(11)
    config = BertConfig(
        vocab_size=60, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=48,
        max_position_embeddings=32, type_vocab_size=2, num_labels=LABELS, hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0, initializer_range=0.3, pad_token_id=0,
    )
    model = BertForTokenClassification._from_config(config, attn_implementation="eager")
    with torch.no_grad():  # biases and layer norms away from 0 and 1, so that a forgotten one shows
        for name, parameter in model.named_parameters():
            if parameter.dim() == 1:
                parameter.add_(0.1 * torch.randn_like(parameter))
    return model.eval()


def make_batch() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(5)
    ids = torch.randint(1, 60, (ROWS, LENGTH), generator=generator)
    labels = torch.randint(0, LABELS, (ROWS, LENGTH), generator=generator)
    mask = torch.zeros(ROWS, LENGTH, dtype=torch.long)
    for row, length in enumerate(LENGTHS):
        mask[row, :length] = 1
        labels[row, 0] = -100
        labels[row, length - 1] = -100
        if length > 6:
            labels[row, 3] = -100
    ids = ids * mask
    labels = torch.where(mask == 1, labels, torch.full_like(labels, -100))
    return {"input_ids": ids, "attention_mask": mask, "labels": labels}


def groups(model: BertForTokenClassification) -> list[dict]:
    plain = [p for n, p in model.named_parameters() if n.endswith("bias") or "LayerNorm" in n]
    decayed = [p for n, p in model.named_parameters() if not (n.endswith("bias") or "LayerNorm" in n)]
    return [{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": plain, "weight_decay": 0.0}]


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    model, batch = make_model(), make_batch()
    model.config.architectures = ["BertForTokenClassification"]
    model.config.to_json_file(FOLDER / "config.json", use_diff=False)
    save_file({n: p.detach().clone().contiguous() for n, p in model.named_parameters()}, FOLDER / "model.safetensors")
    output = model(**batch)
    output.loss.backward()
    expected = {
        "rows": ROWS, "length": LENGTH, "numLabels": LABELS, "lengths": LENGTHS,
        "ids": batch["input_ids"].flatten().tolist(),
        "labels": [label if label >= 0 else -1 for label in batch["labels"].flatten().tolist()],
        "logits": output.logits.detach().flatten().tolist(),
        "loss": output.loss.item(),
        "gradients": {n: p.grad.flatten().tolist() for n, p in model.named_parameters() if p.grad is not None},
    }
    optimizer = torch.optim.AdamW(groups(model), lr=LEARNING_RATE, betas=(0.9, 0.999), eps=1e-8)
    schedule = get_linear_schedule_with_warmup(optimizer, WARMUP, STEPS)
    losses, norms, rates = [], [], []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = model(**batch).loss
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP).item())
        losses.append(loss.item())
        rates.append(schedule.get_last_lr()[0])
        optimizer.step()
        schedule.step()
    expected["training"] = {
        "steps": STEPS, "warmupSteps": WARMUP, "learningRate": LEARNING_RATE, "weightDecay": WEIGHT_DECAY,
        "clipNorm": CLIP, "losses": losses, "gradientNorms": norms, "learningRates": rates,
    }
    rounded = json.loads(json.dumps(expected), parse_float=lambda text: float(f"{float(text):.9g}"))
    (FOLDER / "expected.json").write_text(json.dumps(rounded) + "\n")


if __name__ == "__main__":
    main()
