"""The model's labels: name tags in BIO, and the parts of speech and relations of Universal Dependencies."""

from newsgraph.model import Kind

KINDS = (Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION, Kind.GROUP, Kind.LEGISLATION, Kind.EVENT)
TAGS = ("O", *(f"{edge}-{kind}" for kind in KINDS for edge in "BI"))
OUTSIDE = 0
PARTS_OF_SPEECH = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
RELATIONS = tuple(
    (
        "acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound"
        " compound:prt conj cop csubj csubj:pass dep det det:predet discourse dislocated expl fixed flat"
        " goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod"
        " obj obl obl:agent obl:unmarked orphan parataxis punct reparandum root vocative xcomp"
    ).split()
)


def begin(kind: Kind) -> int:
    """Return the tag of a name's first word."""
    return 1 + 2 * KINDS.index(kind)


def inside(kind: Kind) -> int:
    """Return the tag of a name's further words."""
    return begin(kind) + 1


def may_follow(tag: int, previous: int) -> bool:
    """Return whether one tag may stand behind another: a name goes on only from its own kind."""
    return tag == OUTSIDE or tag % 2 == 1 or previous in (tag, tag - 1)
