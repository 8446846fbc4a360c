"""Whether two articles are copies, told exactly from their signatures."""

from datetime import timedelta
from typing import NamedTuple

import numpy as np

from newsgraph.resolve.copies.signature import Hashes, Signature

LEAST = 20
"""An article with fewer shingles of its own wording says too little to be told a copy."""
LONG = 80
"""With fewer than so many, more of them must agree: briefs on one subject are soon alike."""
CONTAINED = 0.5
CONTAINED_SHORT = 0.75
LEAD = 0.4
SHARE = 0.15
DETAILS = 0.5
DETAILS_LATER = 1.0
LATER = timedelta(days=7)
"""Copies run within days; what comes back later with another date in it is a notice that is filled in anew."""
_FEW_DETAILS = 4


class Measures(NamedTuple):
    """How two texts agree, each 0 to 1."""

    whole: float
    """How many of the shorter text's shingles stand in the longer."""
    own: float
    """The same, of those that are its own wording."""
    lead: float
    """The same, of the first half of these."""
    details: float
    """How many names and numbers of the text that has fewer of them stand in the other."""


def similarity(one: Signature, other: Signature) -> float | None:
    """Return how much of the shorter text stands in the longer, 0 to 1; None where they are no copies.

    Copies share most of their wording, inside and outside quotation marks, at the beginning too, and their names and
    numbers: the same words with other numbers are a form filled in anew. The shorter is no mere snippet of the longer.
    """
    shorter, longer = sorted((one, other), key=lambda each: (len(each.shingles), each.article))
    wording = int(shorter.is_own().sum())
    if wording < LEAST or len(shorter.shingles) < SHARE * len(longer.shingles):
        return None
    found = measures(shorter, longer)
    wanted = CONTAINED if wording >= LONG else CONTAINED_SHORT
    if min(found.whole, found.own) < wanted or found.lead < LEAD or found.details < _details_wanted(one, other):
        return None
    return found.whole


def measures(shorter: Signature, longer: Signature) -> Measures:
    """Return how two texts agree; the shorter has shingles of its own wording."""
    shared = np.isin(shorter.hashes(), longer.hashes(), assume_unique=True)
    wording = shared[shorter.is_own()]
    return Measures(
        whole=float(shared.mean()),
        own=float(wording.mean()),
        lead=float(wording[: (len(wording) + 1) // 2].mean()),
        details=_agreeing(shorter.details(), longer.details()),
    )


def _agreeing(one: Hashes, other: Hashes) -> float:
    fewer = min(len(one), len(other))
    return float(np.isin(one, other, assume_unique=True).sum()) / fewer if fewer >= _FEW_DETAILS else 1.0


def _details_wanted(one: Signature, other: Signature) -> float:
    if one.published is None or other.published is None:
        return DETAILS
    return DETAILS_LATER if abs(one.published - other.published) > LATER else DETAILS
