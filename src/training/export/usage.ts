import { OPSET } from '../executors';
import type { CardFacts } from './cardFacts';

/** How to load what was exported, as code that runs where the folder is. */
export function usage({ formats }: Pick<CardFacts, 'formats'>): string {
  return [
    ...(formats.includes('huggingface') ? [inPython] : []),
    ...(formats.includes('onnx') ? [withOnnx] : []),
    again,
  ].join('\n\n');
}

const inPython = `With transformers, of text:

\`\`\`python
from transformers import pipeline

tagger = pipeline("token-classification", model=".", aggregation_strategy="first")
tagger("Ada Lovelace lived in London .")
\`\`\`

Of tokens, each tagged by its first word piece, as the student was trained:

\`\`\`python
import torch
from transformers import AutoModelForTokenClassification, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained(".")
model = AutoModelForTokenClassification.from_pretrained(".").eval()
tokens = ["Ada", "Lovelace", "lived", "in", "London", "."]
encoded = tokenizer(tokens, is_split_into_words=True, return_tensors="pt")
with torch.no_grad():
    best = model(**encoded).logits[0].argmax(-1).tolist()
tags = {}
for piece, token in enumerate(encoded.word_ids()):
    if token is not None and token not in tags:
        tags[token] = model.config.id2label[best[piece]]
print([tags.get(token, "O") for token in range(len(tokens))])
\`\`\``;

const withOnnx = `With ONNX Runtime (\`model.onnx\`, opset ${OPSET}, no operators but ONNX's own). Inputs, int64 [batch_size, sequence_length]:
\`input_ids\`, \`attention_mask\`, \`token_type_ids\`; output, float32 [batch_size, sequence_length, labels]: \`logits\`.

\`\`\`python
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

session = onnxruntime.InferenceSession("model.onnx")
encoded = Tokenizer.from_file("tokenizer.json").encode("Ada Lovelace lived in London .")
batch = lambda values: np.array([values], dtype=np.int64)
(logits,) = session.run(["logits"], {
    "input_ids": batch(encoded.ids),
    "attention_mask": batch(encoded.attention_mask),
    "token_type_ids": batch(encoded.type_ids),
})
\`\`\`

In JavaScript, transformers.js takes the folder with \`{ dtype: 'fp32', subfolder: '' }\`.`;

const again =
  'With CoNLL Distill, a folder with `model.safetensors` can also be a student to train on: `conll-distill train --model FOLDER`.';
