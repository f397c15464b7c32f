"""Makes test/fixtures/pytorch: what PyTorch and transformers compute, as the oracle of our engine. Everything is seeded.

    pip install torch transformers safetensors numpy        (made with torch 2.15.0, transformers 5.23.0, numpy 2.4.6)
    python scripts/make-pytorch-fixtures.py

tiny/             a tiny random BERT as a Hugging Face folder (config.json, model.safetensors, fp32), and expected.json
                  with a batch, its logits, its loss, every gradient, and the losses of 20 AdamW steps
activations.json  logits, loss and gradients of the same BERT with each activation and another epsilon
student.json      the same as expected.json for the embedded student, dequantised, with a classifier of a formula;
                  the gradients are told by their norms and projections
schedules.json    learning rates of every step under transformers' schedules
"""

import json
import math
import pathlib

import numpy
import torch
from safetensors.numpy import load_file
from safetensors.torch import save_file
from transformers import (
    BertConfig, BertForTokenClassification, get_constant_schedule_with_warmup, get_cosine_schedule_with_warmup,
    get_linear_schedule_with_warmup,
)

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "test" / "fixtures" / "pytorch"
FOLDER = FIXTURES / "tiny"
STUDENT = ROOT / "media" / "models" / "minilm-l6"
ROWS, LENGTH, LABELS = 4, 12, 5
LENGTHS = [12, 9, 5, 10]
STEPS, WARMUP, LEARNING_RATE, WEIGHT_DECAY, CLIP = 20, 4, 5e-3, 0.01, 1.0
EPSILON = 1e-2
STUDENT_LABELS, STUDENT_LEARNING_RATE = 9, 1e-4


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


def batch_of(batch: dict[str, torch.Tensor]) -> dict:
    rows, length = batch["input_ids"].shape
    return {
        "rows": rows, "length": length, "lengths": batch["attention_mask"].sum(dim=1).tolist(),
        "ids": batch["input_ids"].flatten().tolist(),
        "labels": [label if label >= 0 else -1 for label in batch["labels"].flatten().tolist()],
    }


def train(model: BertForTokenClassification, batch: dict[str, torch.Tensor], learning_rate: float) -> dict:
    optimizer = torch.optim.AdamW(groups(model), lr=learning_rate, betas=(0.9, 0.999), eps=1e-8)
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
    return {
        "steps": STEPS, "warmupSteps": WARMUP, "learningRate": learning_rate, "weightDecay": WEIGHT_DECAY,
        "clipNorm": CLIP, "losses": losses, "gradientNorms": norms, "learningRates": rates,
    }


def gradients(model: BertForTokenClassification) -> dict[str, torch.Tensor]:
    return {n: p.grad.detach().flatten() for n, p in model.named_parameters() if p.grad is not None}


def summary(values: torch.Tensor) -> list[float]:
    """The norm, and the projections on two vectors of elements from -1 to 1: index times a constant, modulo 2^32."""
    elements = values.double().numpy()
    index = numpy.arange(elements.size, dtype=numpy.uint32)
    vectors = [(index * numpy.uint32(factor)).astype(numpy.float64) / 2**31 - 1 for factor in (0x9E3779B1, 0x85EBCA6B)]
    return [float(numpy.linalg.norm(elements)), *(float(elements @ vector) for vector in vectors)]


def write(file: pathlib.Path, content: object) -> None:
    rounded = json.loads(json.dumps(content), parse_float=lambda text: float(f"{float(text):.9g}"))
    file.write_text(json.dumps(rounded) + "\n")


def make_tiny() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    model, batch = make_model(), make_batch()
    model.config.architectures = ["BertForTokenClassification"]
    model.config.to_json_file(FOLDER / "config.json", use_diff=False)
    save_file({n: p.detach().clone().contiguous() for n, p in model.named_parameters()}, FOLDER / "model.safetensors")
    output = model(**batch)
    output.loss.backward()
    write(FOLDER / "expected.json", {
        **batch_of(batch), "numLabels": LABELS,
        "logits": output.logits.detach().flatten().tolist(), "loss": output.loss.item(),
        "gradients": {name: gradient.tolist() for name, gradient in gradients(model).items()},
        "training": train(model, batch, LEARNING_RATE),
    })


def make_activations() -> None:
    """Each activation on the tiny BERT, whose parameters stay; its epsilon is large enough to show."""
    state, expected = make_model().state_dict(), {}
    for name in ["gelu", "gelu_python", "gelu_new", "gelu_fast", "gelu_accurate", "gelu_pytorch_tanh", "gelu_python_tanh",
                 "quick_gelu", "silu", "swish", "relu", "tanh"]:
        config = BertConfig.from_json_file(FOLDER / "config.json")
        config.hidden_act, config.layer_norm_eps = name, EPSILON
        model = BertForTokenClassification._from_config(config, attn_implementation="eager").eval()
        model.load_state_dict(state)
        output = model(**make_batch())
        output.loss.backward()
        expected[name] = {
            "loss": output.loss.item(), "logits": summary(output.logits.detach()[0].flatten()),
            "gradients": {name: summary(gradient) for name, gradient in gradients(model).items()},
        }
    write(FIXTURES / "activations.json", {"layerNormEps": EPSILON, "activations": expected})


def embedded_student() -> BertForTokenClassification:
    """The int8 file as it is: each row times its scale. The classifier is a formula, to be had on both sides."""
    config = BertConfig.from_pretrained(STUDENT, num_labels=STUDENT_LABELS, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
    model = BertForTokenClassification._from_config(config, attn_implementation="eager").eval()
    tensors, state = load_file(STUDENT / "model.safetensors"), {}
    for name, values in tensors.items():
        if name.endswith(".scales"):
            continue
        scales = tensors.get(f"{name}.scales")
        whole = values if scales is None else values.astype(numpy.float32) * scales[:, None]
        state[f"bert.{name}"] = torch.from_numpy(whole.copy())
    weight = numpy.sin(numpy.arange(1, STUDENT_LABELS * config.hidden_size + 1, dtype=numpy.float64)) * 0.05
    state["classifier.weight"] = torch.from_numpy(weight.astype(numpy.float32).reshape(STUDENT_LABELS, -1))
    state["classifier.bias"] = torch.zeros(STUDENT_LABELS)
    missing, unexpected = model.load_state_dict(state, strict=False)
    assert not unexpected and not [name for name in missing if "position_ids" not in name], (missing, unexpected)
    return model


def make_student() -> None:
    model = embedded_student()
    generator = torch.Generator().manual_seed(7)
    lengths = [24, 17, 9]
    mask = torch.tensor([[1] * length + [0] * (max(lengths) - length) for length in lengths])
    ids = torch.randint(1000, 30522, mask.shape, generator=generator) * mask
    ids[:, 0] = 101
    for row, length in enumerate(lengths):
        ids[row, length - 1] = 102
    labels = torch.randint(0, STUDENT_LABELS, mask.shape, generator=generator)
    labels[(mask == 0) | (ids == 101) | (ids == 102)] = -100
    batch = {"input_ids": ids, "attention_mask": mask, "labels": labels}
    output = model(**batch)
    output.loss.backward()
    write(FIXTURES / "student.json", {
        **batch_of(batch), "numLabels": STUDENT_LABELS,
        "logits": output.logits.detach().flatten().tolist(), "loss": output.loss.item(),
        "gradients": {name: summary(gradient) for name, gradient in gradients(model).items()},
        "training": train(model, batch, STUDENT_LEARNING_RATE),
    })


def make_schedules() -> None:
    makers = {
        "constant": lambda optimizer, warmup, steps: get_constant_schedule_with_warmup(optimizer, warmup),
        "linear": get_linear_schedule_with_warmup,
        "cosine": get_cosine_schedule_with_warmup,
    }
    cases = []
    for name, make in makers.items():
        for warmup, steps in [(0.1, 30), (0.0, 7), (0.25, 10), (1.0, 4), (0.1, 1)]:
            optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=3e-4)
            schedule = make(optimizer, math.ceil(warmup * steps), steps)  # as transformers' Trainer rounds a ratio
            rates = []
            for _ in range(steps):
                rates.append(schedule.get_last_lr()[0])
                optimizer.step()
                schedule.step()
            cases.append({"schedule": name, "warmup": warmup, "steps": steps, "learningRate": 3e-4, "rates": rates})
    write(FIXTURES / "schedules.json", cases)


if __name__ == "__main__":
    make_tiny()
    make_activations()
    make_student()
    make_schedules()
