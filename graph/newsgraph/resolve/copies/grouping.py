"""From signatures to copies: which articles to compare, and which of those that agree is the original."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import lcm

import numpy as np

from newsgraph.model import Copy
from newsgraph.resolve.copies.comparing import similarity
from newsgraph.resolve.copies.signature import Hashes, Signature

_BOUND = np.uint64(2**64 // 2)
"""Half of all shingles, those with the smaller hashes, lead from article to article."""
CARRIERS = 16
"""A shingle that so many originals have in common is boilerplate, and leads to no more of them."""
COMPARED = 16
"""With so many of those that share most an article is compared."""
_WHOLE = lcm(*range(1, CARRIERS + 1))
"""A key's weight, parted evenly among those that carry it, without fractions."""
SHARED = 2
"""Originals that share fewer keys are not compared."""
PART = 0.1
"""Texts that share less of the keys of the shorter are not compared: stock phrases bring many of them together."""


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """An article that is known to be an original: what it takes for others to be led to it."""

    article: str
    published: date | None
    size: int
    """How many keys it has in all."""
    keys: Hashes
    """Those of its keys by which articles may be led to it."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which of the articles looked at are copies, and of which so many originals were like them that some were left."""

    copies: tuple[Copy, ...]
    crowded: frozenset[str]


def copies_of(signatures: Iterable[Signature]) -> tuple[Copy, ...]:
    """Return the articles that are copies of an earlier one, sorted by article.

    Articles are taken in the order of publication, those without a day last, then by id. Each is compared with the
    originals before it; it is a copy of the one whose text it shares most (the earliest of equals), or else an original
    itself. So every copy was compared with its own original, and a chain parts where a text has moved too far from it:
    if B is like A and C is like B but not like A, then B is a copy of A, and C an original.
    """
    return arranged(signatures).copies


def arranged(
    signatures: Iterable[Signature],
    *,
    standing: Iterable[Standing] = (),
    signature_of: Callable[[str], Signature] | None = None,
) -> Arrangement:
    """Return which of the articles are copies, as `copies_of`, where others are known to be originals.

    Args:
        signatures: Those of the articles to look at.
        standing: The originals among all others; of a key's carriers the first `CARRIERS` are enough.
        signature_of: The signature of a standing article, asked for where a text is compared with it.
    """
    fresh = {each.article: each for each in signatures}
    ordered: list[Signature | Standing] = sorted((*fresh.values(), *standing), key=when)
    samples = [each.keys if isinstance(each, Standing) else keys_of(each) for each in ordered]
    sizes = [
        each.size if isinstance(each, Standing) else len(sample) for each, sample in zip(ordered, samples, strict=True)
    ]
    carriers: defaultdict[int, list[int]] = defaultdict(list)
    copies: list[Copy] = []
    crowded: set[str] = set()

    def known(number: int) -> Signature:
        each = ordered[number]
        if isinstance(each, Signature):
            return each
        if signature_of is None:
            raise ValueError("standing articles need a way to their signatures")
        return signature_of(each.article)

    for number, keys in enumerate(_shared_keys(samples)):
        each = ordered[number]
        if isinstance(each, Signature):
            likely = _candidates(keys, carriers, sizes, of=number)
            if len(likely) > COMPARED:
                crowded.add(each.article)
            found = _original(each, [(candidate, known(candidate)) for candidate in likely[:COMPARED]])
            if found:
                copies.append(found)
                continue
        for key in keys:
            if len(carriers[key]) < CARRIERS:
                carriers[key].append(number)
    return Arrangement(tuple(sorted(copies, key=lambda copy: copy.article)), frozenset(crowded))


def when(article: Signature | Standing) -> tuple[date, str]:
    """Return where an article stands in the order of publication."""
    return article.published or date.max, article.article


def keys_of(signature: Signature) -> Hashes:
    """Return the shingles by which an article is looked up, each once, in the order of the text.

    A fixed bound, not so many a text: of what two texts share, however long they are, both keep the same part. The
    smallest of all hashes alone (plain MinHash) would tell how far whole texts are equal, and lose those that were cut.
    """
    hashes = signature.hashes()
    return hashes[hashes < _BOUND]


def _shared_keys(samples: Sequence[Hashes]) -> Iterator[list[int]]:
    """Yield of each sample the keys that another holds, too."""
    everything = np.sort(np.concatenate([*samples, np.empty(0, dtype=np.uint64)]))
    twice = np.unique(everything[1:][everything[1:] == everything[:-1]])
    del everything
    for sample in samples:
        place = np.searchsorted(twice, sample)
        known = place < len(twice)
        yield sample[known][twice[place[known]] == sample[known]].tolist()


def _candidates(keys: Iterable[int], carriers: dict[int, list[int]], sizes: Sequence[int], *, of: int) -> list[int]:
    """Return the originals that share enough keys, those that share most first; a key that few carry weighs more."""
    counts: Counter[int] = Counter()
    weights: Counter[int] = Counter()
    for key in keys:
        known = carriers.get(key, ())
        for number in known:
            counts[number] += 1
            weights[number] += _WHOLE // len(known)
    likely = sorted(
        (-weights[number], number)
        for number, count in counts.items()
        if count >= SHARED and count >= PART * min(sizes[of], sizes[number])
    )
    return [number for _, number in likely]


def _original(given: Signature, candidates: Iterable[tuple[int, Signature]]) -> Copy | None:
    compared = ((similarity(given, candidate), number, candidate) for number, candidate in candidates)
    likely = [(-score, number, candidate.article) for score, number, candidate in compared if score is not None]
    if not likely:
        return None
    score, _, original = min(likely)
    return Copy(given.article, original, round(-score, 4))
