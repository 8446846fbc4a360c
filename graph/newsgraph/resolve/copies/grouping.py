"""From signatures to copies: which articles to compare, and which of those that agree is the original."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import lcm

import numpy as np

from newsgraph.model import Copy
from newsgraph.resolve.copies.comparing import similarity
from newsgraph.resolve.copies.signature import Hashes, Signature

_BOUND = np.uint64(2**64 // 2)
"""Half of all shingles, those with the smaller hashes, lead from article to article."""
_CARRIERS = 16
"""A shingle that so many originals have in common is boilerplate, and leads to no more of them."""
_COMPARED = 16
_WHOLE = lcm(*range(1, _CARRIERS + 1))
"""A key's weight, parted evenly among those that carry it, without fractions."""
_SHARED = 2
_PART = 0.1
"""Texts that share less of the keys of the shorter are not compared: stock phrases bring many of them together."""


def copies_of(signatures: Iterable[Signature]) -> tuple[Copy, ...]:
    """Return the articles that are copies of an earlier one, sorted by article.

    Articles are taken in the order of publication, those without a day last, then by id. Each is compared with the
    originals before it; it is a copy of the one whose text it shares most (the earliest of equals), or else an original
    itself. So every copy was compared with its own original, and a chain parts where a text has moved too far from it:
    if B is like A and C is like B but not like A, then B is a copy of A, and C an original.
    """
    ordered = sorted({each.article: each for each in signatures}.values(), key=_when)
    carriers: defaultdict[int, list[int]] = defaultdict(list)
    copies = []
    samples = [_sample(each) for each in ordered]
    sizes = [len(sample) for sample in samples]
    for number, keys in enumerate(_shared_keys(samples)):
        found = _original(ordered, number, _candidates(keys, carriers, sizes, of=number))
        if found:
            copies.append(found)
            continue
        for key in keys:
            if len(carriers[key]) < _CARRIERS:
                carriers[key].append(number)
    return tuple(sorted(copies, key=lambda copy: copy.article))


def _when(signature: Signature) -> tuple[date, str]:
    return signature.published or date.max, signature.article


def _sample(signature: Signature) -> Hashes:
    """Return the shingles by which an article is looked up.

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
    """Return the originals that share most keys, at most `_COMPARED` of them; a key that few carry weighs more."""
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
        if count >= _SHARED and count >= _PART * min(sizes[of], sizes[number])
    )
    return [number for _, number in likely[:_COMPARED]]


def _original(ordered: Sequence[Signature], number: int, candidates: Iterable[int]) -> Copy | None:
    compared = ((similarity(ordered[number], ordered[candidate]), candidate) for candidate in candidates)
    likely = [(-score, candidate) for score, candidate in compared if score is not None]
    if not likely:
        return None
    score, original = min(likely)
    return Copy(ordered[number].article, ordered[original].article, round(-score, 4))
