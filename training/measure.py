"""Scores of the trained network on documents with gold labels, before any rule is added."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from batches import NO_LABEL, Batch, batch, encoded, windows
from document import Document, names_of
from network import Reader

from newsgraph.extract.embedded.labels import KINDS, TAGS
from newsgraph.extract.embedded.pieces import Vocabulary
from newsgraph.extract.embedded.tags import best_tags


def measured(
    reader: Reader,
    vocabulary: Vocabulary,
    sets: dict[str, Sequence[Document]],
    *,
    hints: bool = True,
    case: bool = True,
) -> dict[str, dict[str, float]]:
    """Return, for each set, exact F1 by kind and over all, and UPOS, UAS and LAS where it has trees."""
    found = {}
    for name, documents in sets.items():
        counts: Counter[str] = Counter()
        for part in _batches(documents, vocabulary, hints=hints):
            counts.update(_counted(reader, part, case=case))
        found[name] = _figures(counts)
    return found


def _batches(documents: Sequence[Document], vocabulary: Vocabulary, *, hints: bool) -> list[Batch]:
    found = [window for document in encoded(documents, vocabulary, hints=hints) for window in windows(document, 160)]
    return [batch(found[at : at + 32], vocabulary) for at in range(0, len(found), 32)]


@torch.no_grad()
def _counted(reader: Reader, part: Batch, *, case: bool) -> Counter[str]:
    reader.eval()
    features = torch.from_numpy(part.features)
    if not case:
        features[:, :, :11] = 0
    device = next(reader.parameters()).device
    with torch.autocast(device.type, torch.bfloat16):
        scores = reader(
            *(torch.as_tensor(value).to(device) for value in (part.pieces, features, part.first, part.sentence))
        )
    likely = scores.names.float().log_softmax(-1).cpu().numpy()
    counts: Counter[str] = Counter()
    for row in range(len(likely)):
        words = int((part.sentence[row] >= 0).sum())
        for number in range(part.sentence[row].max() + 1):
            where = np.flatnonzero(part.sentence[row][:words] == number)
            counts.update(_names(likely[row][where], part.allowed[row][where]))
    parsed = part.heads != NO_LABEL
    upos, heads, relations = (value.argmax(-1).cpu().numpy() for value in (scores.upos, scores.arcs, scores.relations))
    right = (heads == part.heads) & parsed
    counts["words"] += int(parsed.sum())
    counts["upos"] += int(((upos == part.upos) & parsed).sum())
    counts["uas"] += int(right.sum())
    counts["las"] += int((right & (relations == part.relations)).sum())
    return counts


def _names(likely: np.ndarray, sets: np.ndarray) -> Counter[str]:
    counts: Counter[str] = Counter()
    allowed = [int(sum(1 << at for at in range(len(TAGS)) if row[at])) for row in sets]
    gold = set(names_of(allowed))
    sure = [tags & (tags - 1) == 0 for tags in allowed]
    tags = best_tags(likely)
    guessed = {
        name for name in names_of([1 << int(tag) for tag in tags]) if name in gold or all(sure[name[0] : name[1]])
    }
    for _, _, kind in gold:
        counts[f"{kind} gold"] += 1
    for name in guessed:
        counts[f"{name[2]} found"] += 1
        counts[f"{name[2]} right"] += name in gold
    return counts


def _figures(counts: Counter[str]) -> dict[str, float]:
    found = {}
    for kind in (*KINDS, None):
        right, guessed, gold = (
            sum(counts[f"{one} {what}"] for one in ((kind,) if kind else KINDS)) for what in ("right", "found", "gold")
        )
        if gold:
            found[str(kind) if kind else "all"] = round(2 * right / max(1, guessed + gold), 4)
    if counts["words"]:
        found |= {what: round(counts[what] / counts["words"], 4) for what in ("upos", "uas", "las")}
    return found
