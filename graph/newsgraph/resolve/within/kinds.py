"""Words that were read as two kinds of thing: the sure reading takes the unsure one over, unless they may be both."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsgraph.model import Kind, Mention
from newsgraph.resolve.names import fold, organization_key
from newsgraph.resolve.within.chain import Source
from newsgraph.resolve.within.known_places import regions

_KINDS = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION, Kind.GROUP, Kind.EVENT})
_UNSURE = 0.6
_SURE = 0.8


def settle_kinds(mentions: Sequence[Mention], source: Source) -> tuple[list[Mention], Mapping[Mention, str]]:
    """Return the mentions, unsure readings with the kind of the sure ones, and the reasons for those changed."""
    by_words: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        words = source.words(mention)
        by_words[organization_key(words) or fold(words)].append(mention)
    changed: dict[Mention, tuple[Mention, str]] = {}
    for words, found in by_words.items():
        kinds = {mention.kind for mention in found} & _KINDS
        strong = _strongest(found) if len(kinds) > 1 else None
        if strong is None:
            continue
        for mention in found:
            if mention.kind is not strong and mention.kind in _KINDS and mention.score < _UNSURE:
                if Kind.PLACE in (mention.kind, strong) and words in regions():
                    continue
                why = f"read as {strong} elsewhere in this article; as {mention.kind} here with {mention.score:g} only"
                changed[mention] = replace(mention, kind=strong, value=None, whole=None), why
    made = [changed[mention][0] if mention in changed else mention for mention in mentions]
    return made, dict(changed.values())


def _strongest(found: Sequence[Mention]) -> Kind | None:
    """Return the kind that outweighs all others twice and is sure at least once."""
    weights: dict[Kind, float] = defaultdict(float)
    for mention in found:
        weights[mention.kind] += mention.score
    ranked = sorted(weights, key=lambda kind: (-weights[kind], kind))
    best, second = ranked[0], ranked[1]
    sure = any(mention.kind is best and mention.score >= _SURE for mention in found)
    return best if best in _KINDS and sure and weights[best] >= 2 * weights[second] else None
