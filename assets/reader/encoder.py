#!/usr/bin/env python3
"""Writes encoder.safetensors and pieces.txt: what a question says as a whole, by the first layers of a sentence encoder, learned further.

Usage: encoder.py MODEL LESSONS [--folds FOLDER], the folder of the package that README.md names and the file that `train lessons` writes. The layers
learn which operation a question asks for, and which traits the right candidates have. With --folds an encoder is written for each table of words in
the folder that has not seen a part of the datasets: it has not seen them either, nor those who asked about them.
"""
import argparse
import base64
import collections
import json
import pathlib
import random
import re

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

HERE = pathlib.Path(__file__).parent
WORDS = HERE.parent / "words/en.txt"
LAYERS, HEADS, WIDE = 3, 12, 384  # of the encoder's six layers
LONGEST = 64  # pieces, with the two around them
PASSES, BATCH, RATE, HEAD_RATE = 2, 48, 1.5e-4, 3e-3
TRAIT = 0.7  # what a trait counts beside an operation
HIDDEN, MASK, MARKS = 0.08, 103, 999  # the part of the pieces that is hidden while learning, what stands for them, and how many pieces are marks, which are not
FREQUENT, OFTEN = 10_000, 2  # words of which all pieces are kept, and how often a piece must occur in the questions
MULTIPLIED = 63  # the most that a byte is of what is multiplied: machines without the newest instructions add pairs of products in 16 bits
BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


class Layer(torch.nn.Module):
    """A layer as BERT has it (Devlin et al. 2018): each piece hears all others, then thinks by itself."""

    PARTS = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "heard": "attention.output.dense",
             "wide": "intermediate.dense", "narrow": "output.dense"}
    NORMS = {"after_hearing": "attention.output.LayerNorm", "after_thinking": "output.LayerNorm"}

    def __init__(self, weights, at):
        super().__init__()
        for own, name in (self.PARTS | self.NORMS).items():
            weight, bias = (torch.tensor(weights[f"encoder.layer.{at}.{name}.{part}"]) for part in ("weight", "bias"))
            module = torch.nn.Linear(weight.shape[1], weight.shape[0]) if own in self.PARTS else torch.nn.LayerNorm(WIDE, eps=1e-12)
            module.weight.data, module.bias.data = weight, bias
            setattr(self, own, module)

    def forward(self, x, hidden):
        split = lambda own: own(x).unflatten(2, (HEADS, WIDE // HEADS)).transpose(1, 2)
        share = split(self.query) @ split(self.key).transpose(2, 3) / (WIDE // HEADS) ** 0.5 + hidden
        seen = (share.softmax(3) @ split(self.value)).transpose(1, 2).flatten(2)
        x = self.after_hearing(x + self.heard(seen))
        return self.after_thinking(x + self.narrow(F.gelu(self.wide(x))))


class Encoder(torch.nn.Module):
    """The layers, and what they say of a question: from its first piece, and from all, weighed."""

    def __init__(self, weights, told):
        super().__init__()
        own = lambda name: torch.tensor(weights["embeddings." + name])
        self.pieces, self.places, self.follows = own("word_embeddings.weight"), own("position_embeddings.weight")[:LONGEST], own("token_type_embeddings.weight")
        self.norm = own("LayerNorm.weight"), own("LayerNorm.bias")
        self.layers = torch.nn.ModuleList(Layer(weights, at) for at in range(LAYERS))
        self.pool = torch.nn.Parameter(torch.zeros(WIDE))
        self.told = torch.nn.Linear(2 * WIDE, told)

    def forward(self, pieces, follows):
        there = (pieces > 0).float()
        if self.training:
            hide = (torch.rand(pieces.shape) < HIDDEN) & (pieces >= MARKS)
            pieces = torch.where(hide, torch.tensor(MASK), pieces)
        x = self.pieces[pieces] + self.places[: pieces.shape[1]] + self.follows[follows][:, None]
        x = F.layer_norm(x, (WIDE,), *self.norm, eps=1e-12)
        hidden = (1 - there)[:, None, None] * -1e9
        for layer in self.layers:
            x = layer(x, hidden)
        share = (x @ self.pool + (there - 1) * 1e4).softmax(1)
        return self.told(F.dropout(torch.cat([x[:, 0], (x * share[..., None]).sum(1)], 1), 0.1, self.training))


class Lessons:
    """What is to be learned: the pieces of each question, whether it follows another, its operation and the right traits."""

    def __init__(self, path, tokenizer):
        lines = path.read_text().splitlines()
        head, items = json.loads(lines[0]), [json.loads(line) for line in lines[1:]]
        self.possible = torch.tensor(head["possible"], dtype=torch.bool)
        sorts = torch.tensor(head["sorts"])
        self.sorts = [sorts == at for at in range(int(sorts.max()) + 1)]
        self.sets, self.writers = [item["set"] for item in items], [item["writer"] for item in items]
        self.pieces = [torch.tensor(one.ids) for one in tokenizer.encode_batch([item["text"] for item in items])]
        self.lengths = torch.tensor([len(own) for own in self.pieces])
        self.follows = torch.tensor([int(item["follows"]) for item in items])
        self.operations = torch.tensor([item["operation"] for item in items])
        self.traits = torch.zeros(len(items), self.possible.shape[1], dtype=torch.bool)
        for at, item in enumerate(items):
            self.traits[at, item["traits"]] = True
        self.told = self.possible.shape[0] + self.possible.shape[1]

    def batch(self, places):
        return torch.nn.utils.rnn.pad_sequence([self.pieces[at] for at in places], batch_first=True), self.follows[places]

    def loss(self, told, places):
        """Of operations, and of the traits of each sort of which several are possible, any right one being right."""
        count = self.possible.shape[0]
        operations, traits = self.operations[places], self.traits[places]
        loss = F.cross_entropy(told[:, :count], operations, reduction="none")
        for sort in self.sorts:
            possible = self.possible[operations] & sort
            right = traits & possible
            some = (possible.sum(1) > 1) & right.any(1)
            if some.any():
                of = lambda which: told[some, count:].masked_fill(~which[some], -1e9).logsumexp(1)
                loss = loss.index_add(0, some.nonzero()[:, 0], TRAIT * (of(possible) - of(right)))
        return loss.mean()


def learn(weights, lessons, places):
    torch.manual_seed(1)
    random.seed(1)
    net = Encoder(weights, lessons.told).train()
    groups = [{"params": net.layers.parameters(), "full": RATE}, {"params": [net.pool, *net.told.parameters()], "full": HEAD_RATE}]
    steps = torch.optim.AdamW([group | {"lr": 0.0} for group in groups], weight_decay=0.01)
    places, count, at = torch.tensor(places), int(PASSES * len(places) / BATCH), 0
    while at < count:
        order = places[torch.randperm(len(places))]
        order = order[torch.argsort(lessons.lengths[order] + 3 * torch.rand(len(order)))]  # questions of about the same length together
        batches = list(order.split(BATCH))
        random.shuffle(batches)
        for own in batches[: count - at]:
            for group in steps.param_groups:
                group["lr"] = group["full"] * min(1, (at + 1) / 100) * max(0.01, 1 - at / count)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                told = net(*lessons.batch(own))
            steps.zero_grad()
            loss = lessons.loss(told.float(), own)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            steps.step()
            at += 1
            if at % 200 == 0:
                print(f"{at} of {count}: {loss.item():.3f}", flush=True)
    return net.eval()


def report(name, net, lessons, places):
    with torch.no_grad():
        sums = [(lessons.loss(net(*lessons.batch(own)), own).item(), len(own)) for own in torch.tensor(places).split(64)]
    print(f"{name}: log loss {sum(loss * count for loss, count in sums) / len(places):.4f}", flush=True)


def coded(values):
    return base64.b64encode(values.tobytes()).decode().rstrip("=")


def as_bytes(row, most=127):
    """A row as bytes, and what one step of a byte is."""
    step = max(float(np.abs(row).max()), 1e-9) / most
    return step, np.round(row / step).astype(np.int8)


def matrix(name, module):
    """The rows as bytes, for each what one step of a byte is, and what it begins with."""
    steps, rows = zip(*(as_bytes(row, MULTIPLIED) for row in module.weight.detach().numpy()))
    return {f"{name}.bytes": np.stack(rows), f"{name}.step": np.array(steps, np.float32), f"{name}.begin": module.bias.detach().numpy()}


def write(net, path):
    numbers = lambda values: values.detach().numpy()
    tensors = {"place": np.concatenate([numbers(net.places + follows) for follows in net.follows]), "pool": numbers(net.pool)}
    tensors |= {"norm.weight": numbers(net.norm[0]), "norm.bias": numbers(net.norm[1])} | matrix("told", net.told)
    for at, layer in enumerate(net.layers):
        for name in Layer.PARTS:
            tensors |= matrix(f"layers.{at}.{name}", getattr(layer, name))
        for name in Layer.NORMS:
            own = getattr(layer, name)
            tensors |= {f"layers.{at}.{name}.weight": numbers(own.weight), f"layers.{at}.{name}.bias": numbers(own.bias)}
    save_file(tensors, path)


def write_pieces(weights, lessons, tokenizer):
    """The pieces that frequent words and the questions have, in alphabetical order."""
    words = WORDS.read_text().split()[:FREQUENT]
    kept = {piece for one in tokenizer.encode_batch(words) for piece in one.ids}
    counts = collections.Counter(int(piece) for own in lessons.pieces for piece in set(own.tolist()))
    kept |= {piece for piece, count in counts.items() if count >= OFTEN}
    numbers = {piece: at for piece, at in tokenizer.get_vocab().items() if at in kept or re.fullmatch(r"(##)?[!-~]", piece)}
    numbers |= {piece: tokenizer.token_to_id(piece) for piece in (BEGIN, END, UNKNOWN)}
    rows = ((piece, *as_bytes(weights["embeddings.word_embeddings.weight"][at])) for piece, at in sorted(numbers.items(), key=lambda one: one[0].encode()))
    (HERE / "pieces.txt").write_text("".join(f"{piece}\t{step:.6e}\t{coded(own)}\n" for piece, step, own in rows))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("lessons", type=pathlib.Path)
    parser.add_argument("--folds", type=pathlib.Path, help="write encoders beside the tables of this folder")
    args = parser.parse_args()
    weights = load_file(args.model / "model.safetensors")
    tokenizer = Tokenizer.from_file(str(args.model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    lessons = Lessons(args.lessons, tokenizer)
    if not args.folds:
        write_pieces(weights, lessons, tokenizer)
        write(learn(weights, lessons, list(range(len(lessons.sets)))), HERE / "encoder.safetensors")
        return
    parts = collections.defaultdict(set)
    for line in (args.folds / "sets.txt").read_text().splitlines():
        name, part = line.split("\t")
        parts[part].add(name)
    for part, own in sorted(parts.items()):
        left = [at for at, name in enumerate(lessons.sets) if name in own]
        writers = {lessons.writers[at] for at in left}
        taught = [at for at, name in enumerate(lessons.sets) if name not in own and lessons.writers[at] not in writers]
        net = learn(weights, lessons, taught)
        report(part, net, lessons, left)
        write(net, args.folds / f"{part}.safetensors")


if __name__ == "__main__":
    main()
