"""Makes what our BERT tokenizer is held to: Hugging Face's.

    pip install transformers tokenizers numpy        (made with transformers 5.23.0, tokenizers 0.23.3)
    python scripts/make-tokenizer-fixtures.py

src/training/tokenizer/unicodeTables.ts     the characters that `tokenizers` cleans away, strips as accents and takes for
                                            punctuation: as of an old Unicode, whichever the host has
test/fixtures/tokenizer/parity.json         for each vocabulary a hash of the word piece ids of each line, 0 where not compared

The lines are drawn by a generator that test/training/tokenizer/parityLines.ts has as well, number for number: words of the
sample data set, characters of every script, and what tokenizers stumble over.
"""

import base64
import json
import pathlib
import unicodedata

import numpy
from tokenizers import normalizers, pre_tokenizers
from transformers import AutoTokenizer, BertTokenizer

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLES = ROOT / "src" / "training" / "tokenizer" / "unicodeTables.ts"
PARITY = ROOT / "test" / "fixtures" / "tokenizer" / "parity.json"
STUDENT = ROOT / "media" / "models" / "minilm-l6"
SAMPLE = ROOT / "media" / "sample" / "original.conll"
LINES = 12_500

# First and last code points, which lines and vocabularies draw from. In parityLines.ts as well.
RANGES = [
    (0x21, 0x7E), (0x21, 0x7E), (0x61, 0x7A), (0x00, 0x1F), (0x7F, 0xBF), (0xC0, 0xFF), (0x100, 0x24F), (0x250, 0x2FF),
    (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x531, 0x58A), (0x591, 0x5F4), (0x600, 0x6FF), (0x900, 0x97F),
    (0x980, 0x9FE), (0xE01, 0xE5B), (0x10A0, 0x10FF), (0x1100, 0x11FF), (0x1E00, 0x1FFE), (0x2000, 0x206F), (0x20A0, 0x214F),
    (0x2190, 0x23FF), (0x2500, 0x27BF), (0x2E00, 0x2E5D), (0x3000, 0x30FF), (0x3400, 0x34FF), (0x4E00, 0x4FFF), (0xAC00, 0xACFF),
    (0xE000, 0xE00F), (0xF900, 0xFA2F), (0xFB00, 0xFB06), (0xFE00, 0xFE6F), (0xFF00, 0xFFFD), (0x10400, 0x1044F),
    (0x11100, 0x111CF), (0x1D400, 0x1D4FF), (0x1F1E6, 0x1F1FF), (0x1F300, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x200FF),
    (0x2B740, 0x2B740), (0x2B920, 0x2BAFF), (0x2F800, 0x2F8FF), (0xE0001, 0xE007F), (0x21, 0xD7FF), (0x10000, 0x1F9FF),
]
TRICKY = [
    "[SEP]", "[MASK]", "[sep]", "[UNK]x", "ΟΔΥΣΣΕΥΣ", "ΑΣ.", "İstanbul", "ıI", "straße", "STRASSE", "ẞ", "ǅ", "ﬁn", "Å", "e\u0301",
    "\u1e9b\u0323", "\uac01", "\u1100\u1161\u11a8", "नमस्ते", "ภาษาไทย", "שָׁלוֹם", "مَرْحَبًا", "東京タワー", "ｶﾞ", "𠮷野家", "👩\u200d👩\u200d👧",
    "🇩🇪", "❤\ufe0f", "1\ufe0f\u20e3", "don't", "O'Neil-Smith", "U.S.A.", "$1,234.56", "http://a.b/c?d=e#f", "@user", "#tag", "...", "—",
    "\u00ad", "\u200b", "\ufeff", "\u2028", "\x00", "\ufffd", "\x85", "\u180e", "\u00a0", "\u3000", "x" * 100, "x" * 101, "é" * 100,
    "##ing", "a\u0308\u0323", "Ⅷ", "①", "½", "ℌ", "K", "\U000e0067",
]
SEPARATORS = ["", "", "", " ", " ", " ", "-", ".", "\t", "\u00a0"]


def random_numbers(seed: int):
    """mulberry32: whole numbers below a limit."""
    state = seed

    def below(limit: int) -> int:
        nonlocal state
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        t = ((state ^ (state >> 15)) * (state | 1)) & 0xFFFFFFFF
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & 0xFFFFFFFF)) & 0xFFFFFFFF
        return ((t ^ (t >> 14)) & 0xFFFFFFFF) % limit

    return below


def sample_words() -> list[str]:
    lines = SAMPLE.read_text(encoding="utf-8").split("\n")
    return list(dict.fromkeys(line.split(" ")[0] for line in lines if line and not line.startswith("-DOCSTART-")))


def make_lines(words: list[str]) -> list[str]:
    below, lines = random_numbers(2003), []
    for _ in range(LINES):
        line = ""
        for _ in range(1 + below(8)):
            kind = below(8)
            if kind < 3:
                part = words[below(len(words))]
                line += part.upper() if kind == 0 and part.isascii() else part
            elif kind == 3:
                line += TRICKY[below(len(TRICKY))]
            else:
                first, last = RANGES[below(len(RANGES))]
                line += "".join(chr(first + below(last - first + 1)) for _ in range(1 + below(4)))
            line += SEPARATORS[below(len(SEPARATORS))]
        lines.append(line)
    return lines


def vocabulary(words: list[str]) -> list[str]:
    """Every character of the ranges but the two wide ones, alone and continuing; and the words of the sample."""
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    for first, last in RANGES[:-2]:
        for code in range(first, last + 1):
            if 0x20 < code < 0x7F or code > 0xA0:  # nothing that ends a line of vocab.txt
                pieces += [chr(code), f"##{chr(code)}"]
    return list(dict.fromkeys([*pieces, *words, *(word.lower() for word in words if word.isascii())]))


def hash_of(ids: list[int]) -> int:
    """FNV-1a over whole numbers."""
    value = 0x811C9DC5
    for number in ids:
        value = ((value ^ number) * 0x01000193) & 0xFFFFFFFF
    return value


def make_parity() -> None:
    words = sample_words()
    lines = make_lines(words)
    pieces = vocabulary(words)
    ids = {piece: index for index, piece in enumerate(pieces)}
    tokenizers = {
        "embedded": AutoTokenizer.from_pretrained(STUDENT),
        "uncased": BertTokenizer(vocab=dict(ids), do_lower_case=True),
        "cased": BertTokenizer(vocab=dict(ids), do_lower_case=False),
    }
    # A character that came after Python's Unicode may have another case or be composed on some hosts: not compared.
    compared = numpy.array([all(unicodedata.category(c) != "Cn" for c in line) for line in lines])
    hashes = {}
    for name, tokenizer in tokenizers.items():
        # A token of which nothing is left is unknown for us, so that it keeps its tag.
        found = [tokenizer(line, add_special_tokens=False)["input_ids"] or [tokenizer.unk_token_id] for line in lines]
        values = numpy.array([hash_of(row) for row in found], dtype="<u4") * compared
        hashes[name] = base64.b64encode(values.astype("<u4").tobytes()).decode()
        unknown = sum(row.count(tokenizer.unk_token_id) for row in found) / sum(map(len, found))
        print(f"{name}: {len(lines)} lines, {100 * unknown:.1f} % of pieces unknown")
    PARITY.parent.mkdir(parents=True, exist_ok=True)
    PARITY.write_text(json.dumps({"lines": LINES, "compared": int(compared.sum()), "hashes": hashes}, indent=1) + "\n")
    print(f"{compared.sum()} lines are compared")


def make_tables() -> None:
    def normalizer(**on: bool):
        return normalizers.BertNormalizer(**{"clean_text": False, "handle_chinese_chars": False, "strip_accents": False, "lowercase": False, **on})

    clean, strip, split = normalizer(clean_text=True), normalizer(strip_accents=True), pre_tokenizers.BertPreTokenizer()
    characters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    tables = {
        "removed": [c for c in characters if clean.normalize_str(f"a{c}b") == "ab"],
        "accents": [c for c in characters if strip.normalize_str(f"a{c}b") == "ab"],
        "punctuation": [c for c in characters if len(split.pre_tokenize_str(f"a{c}b")) == 3],
    }
    text = [
        "/**",
        " * Made by scripts/make-tokenizer-fixtures.py from Hugging Face's `tokenizers`, which has its own, older Unicode. Each text",
        " * is a set of code points: the lengths, in base 36, of what is outside and inside of it, by turns, from 0.",
        " */",
        "",
    ]
    for name, inside in tables.items():
        lengths, previous = [], 0
        ranges: list[list[int]] = []
        for code in map(ord, inside):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
        for first, last in ranges:
            lengths += [first - previous, last - first + 1]
            previous = last + 1
        text.append(f"export const {name} =")
        text += wrap([numpy.base_repr(length, 36).lower() for length in lengths])
        text.append("")
    TABLES.write_text("\n".join(text))


def wrap(numbers: list[str]) -> list[str]:
    """Lines of at most 120 characters."""
    rows = [""]
    for number in numbers:
        if len(rows[-1]) + len(number) > 110:
            rows.append("")
        rows[-1] += f"{number} "
    rows[-1] = rows[-1].rstrip()
    return [f"  '{row}'{' +' if i < len(rows) - 1 else ';'}" for i, row in enumerate(rows)]


if __name__ == "__main__":
    make_tables()
    make_parity()
