"""Laws and events: chains by what the words parse to, else by the words without their year."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from newsgraph.model import Kind, Mention
from newsgraph.resolve.names import fold
from newsgraph.resolve.within.chain import Chain, Source

_YEAR = re.compile(r"^\d{4} | (?:of )?\d{4}$")


def valued_chains(kind: Kind, mentions: Sequence[Mention], source: Source) -> list[Chain]:
    """Return the chains of laws or events: each mention lands in exactly one.

    A mention without a value joins the only one in the article whose words, or words but the year, are its own.
    """
    keep = kind is Kind.LEGISLATION
    words = {mention: fold(source.words(mention)) or source.words(mention) for mention in mentions}
    keys = {m: (m.value if keep else fold(m.value) or m.value) if m.value else words[m] for m in mentions}
    users: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for form in _forms(mention, words[mention]):
            users[form].add(keys[mention])
    chains: dict[str, Chain] = {}
    for mention in mentions:
        key, reason = keys[mention], "name"
        meant = users[words[mention]] - {words[mention]} if mention.value is None else set()
        if len(meant) == 1:
            (key,) = meant
            reason = f"read as “{key}”, as elsewhere in this article"
        elif mention.value and fold(mention.value) != words[mention]:
            reason = f"read as “{mention.value}”"
        chains.setdefault(key, Chain(kind, key)).add(mention, reason)
    for chain in chains.values():
        wholes = Counter(found.mention.whole for found in chain.members if found.mention.whole)
        chain.whole = min(wholes, key=lambda whole: (-wholes[whole], whole)) if wholes else None
        chain.roles = {fold(words[found.mention]).rpartition(" ")[2] for found in chain.members}
    return list(chains.values())


def jurisdiction_of(chain: Chain) -> str | None:
    """Return the jurisdiction that most of a law's mentions give."""
    given = Counter(member.mention.jurisdiction for member in chain.members if member.mention.jurisdiction)
    return min(given, key=lambda code: (-given[code], code)) if given else None


def _forms(mention: Mention, words: str) -> set[str]:
    forms = {words, _YEAR.sub("", words)}
    if mention.value:
        forms |= {fold(mention.value), fold(mention.value.partition(",")[0]), _YEAR.sub("", fold(mention.value))}
    return forms
