"""Descriptions that fit one named thing of the article only: “the senator”, “the agency”, “the city”."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from newsgraph.model import Kind, Mention, MentionForm, Span
from newsgraph.resolve.within.body import companies, families, outlets
from newsgraph.resolve.within.chain import Chain, Source, Taken
from newsgraph.resolve.within.roles import gender_of, person_nouns
from newsgraph.resolve.within.trees import Named, Reading

_DEFINITE = frozenset({"the", "this", "that"})
_BARE = frozenset({"det", "case", "punct", "cc", "conj", "mark"})
_NEAR = 3
"""How many sentences back the thing was named or described last."""
_BODY_NOUNS = frozenset(
    "agency company firm ministry department organization organisation group party court university bank union"
    " commission committee council school hospital newspaper magazine corporation team club church association"
    " board bureau institute league college museum foundation charity airline senate parliament tribunal coalition"
    " federation network".split()
)
_PLACE_NOUNS = frozenset(
    "city town village country nation state county province island region kingdom republic".split()
)
_LAW_NOUNS = frozenset("act order bill treaty directive amendment convention code regulation statute ordinance".split())
_AGENCY_WORDS = frozenset(
    "agency department bureau directorate administration enforcement service protection office ministry"
    " commission".split()
)
_ANY_BODY = frozenset("organization organisation company team firm agency".split())
"""Nouns for a body of which nothing else tells what it is."""
_ANYBODY = frozenset("citizen person member worker resident voter customer reader author speaker".split())
"""Nouns that often stand for anyone at all."""
_SCORE = 0.75


def add_nominals(
    chains: Sequence[Chain], sentences: Sequence[Reading], source: Source, taken: Sequence[Span]
) -> list[Mention]:
    """Put descriptions that only one chain fits into it, and return them as mentions; needs the sentences' trees."""
    used = _describe(sentences, source)
    fitting = _by_noun(chains)
    bodies = [chain for chain in chains if chain.kind is Kind.ORGANIZATION]
    covered = Taken(taken)
    added: list[Mention] = []
    last: dict[int, tuple[int, int]] = {}
    strangers: dict[str, tuple[int, int]] = {}
    for number, reading in enumerate(sentences):
        mentioned = {named.words.start: named for named in reading.named}
        for at, word in enumerate(reading.tree.words):
            if at in mentioned:
                last[id(mentioned[at].chain)] = (number, at)
            noun = source.text[word.start : word.end].lower() if word.upos in ("NOUN", "PROPN") else ""
            if (
                (noun not in fitting and noun not in _ANY_BODY)
                or (number, at) in used
                or reading.named_at(at) is not None
            ):
                continue
            start = _definite(at, reading, source)
            span = Span(reading.tree.words[start].start, word.end) if start is not None else None
            if span is None:
                strangers[noun] = (number, at)
                continue
            if at in reading.quoted or covered.meets(span):
                continue
            chain, why = _only(fitting.get(noun, ()), noun), "in this article"
            if chain is None and noun in _ANY_BODY and noun not in fitting:
                near = [body for body in bodies if number - last.get(id(body), (-_NEAR - 1, 0))[0] <= _NEAR]
                chain, why = _only([body for body in near if _may_be(body, noun)], noun), "of the bodies named near by"
                chain = chain if len(near) == 1 else None
            said = last.get(id(chain), (-_NEAR - 1, 0))
            if chain is not None and number - said[0] <= _NEAR and strangers.get(noun, (-1, 0)) < said:
                found = Mention(source.article, span, chain.kind, _SCORE, "coreference", form=MentionForm.NOMINAL)
                chain.add(found, f"“{noun}” fits only “{chain.key}” {why}")
                last[id(chain)] = (number, at)
                added.append(found)
    return added


def _only(fitting: Sequence[Chain], noun: str) -> Chain | None:
    """Return the only chain that a noun fits."""
    if len(fitting) != 1 or not fitting[0].settled:
        return None
    told = gender_of(noun)
    return None if told and fitting[0].kind is Kind.PERSON and fitting[0].gender not in (None, told) else fitting[0]


def _may_be(body: Chain, noun: str) -> bool:
    return noun in ("organization", "organisation") or not (body.roles or _nouns(body))


def _definite(at: int, reading: Reading, source: Source) -> int | None:
    """Return where a definite description starts that has nothing beside its noun; None for any other."""
    words = reading.tree.words
    if words[at].relation.partition(":")[0] in ("compound", "flat", "appos", "amod", "vocative"):
        return None
    children = [child for child in reading.children[at] if reading.relation(child) not in _BARE]
    determiner = reading.child(at, "det")
    if children or determiner is None or determiner != at - 1:
        return None
    return determiner if reading.text_of(determiner, source).lower() in _DEFINITE else None


def _describe(sentences: Sequence[Reading], source: Source) -> set[tuple[int, int]]:
    """Let each chain know the nouns that the article says of it, and return where they stand."""
    used = set()
    for number, reading in enumerate(sentences):
        for named in reading.named:
            for at in _said_of(named, reading):
                noun = source.text[reading.tree.words[at].start : reading.tree.words[at].end].lower()
                used.add((number, at))
                if named.chain.kind is not Kind.PERSON or noun in person_nouns():
                    named.chain.roles.add(noun)
                    if named.chain.kind is Kind.PERSON:
                        named.chain.gender = named.chain.gender or gender_of(noun)
    return used


def _said_of(named: Named, reading: Reading) -> Iterator[int]:
    """Yield the nouns in apposition to a name, before it, and in its predicate."""
    words = reading.tree.words
    head = words[named.head]
    for child in reading.children[named.head]:
        if words[child].relation.partition(":")[0] == "appos" and words[child].upos == "NOUN":
            yield child
    above = head.head
    if above == named.head or not 0 <= above < len(words):
        return
    if words[above].upos == "NOUN":
        if head.relation.partition(":")[0] == "appos" or head.relation in ("nmod:desc", "flat"):
            yield above
        if head.relation == "nsubj" and reading.child(above, "cop") is not None:
            yield above


def _by_noun(chains: Sequence[Chain]) -> dict[str, list[Chain]]:
    fitting: defaultdict[str, list[Chain]] = defaultdict(list)
    for chain in chains:
        for noun in sorted(_nouns(chain)):
            fitting[noun].append(chain)
    return fitting


def _nouns(chain: Chain) -> set[str]:
    """Return the nouns that describe a chain, by what it is and by what the article says of it."""
    if chain.kind is Kind.PERSON:
        return (chain.roles & person_nouns()) - _ANYBODY
    if chain.kind is Kind.ORGANIZATION:
        return _body_nouns(chain) & _BODY_NOUNS
    if chain.kind is Kind.PLACE:
        return _place_nouns(chain) & _PLACE_NOUNS
    return chain.roles & _LAW_NOUNS if chain.kind is Kind.LEGISLATION else set()


def _body_nouns(chain: Chain) -> set[str]:
    nouns = set(chain.roles)
    words = set(chain.key.split())
    family = families().get(chain.key)
    if family == "company" or words & companies():
        nouns |= {"company", "firm"}
    if family == "outlet" or chain.key.rpartition(" ")[2] in outlets():
        nouns.add("newspaper")
    if (words & _AGENCY_WORDS and family != "company") or "bureau" in nouns:
        nouns.add("agency")
    return nouns


def _place_nouns(chain: Chain) -> set[str]:
    nouns = set(chain.roles) | {chain.key.rpartition(" ")[2]}
    if chain.code:
        nouns |= {"state", "province"} if "-" in chain.code else {"country", "nation"}
    elif chain.whole:
        nouns |= {"city", "town"} - ({"city"} if "town" in chain.roles else set())
    return nouns
