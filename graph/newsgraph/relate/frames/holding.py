"""When a tie holds: what `former`, the past tense and the dates of its clause say of it."""

from dataclasses import replace
from datetime import date

from newsgraph.model import AnnotatedArticle, Kind, Modality, Span, TimeBounds
from newsgraph.relate.frames.inflection import verb_forms
from newsgraph.relate.frames.matching import Match
from newsgraph.relate.frames.mending import ENTERING
from newsgraph.relate.frames.timing import Dates, interval
from newsgraph.relate.frames.tree import Tree

_LASTING = frozenset(
    "schema:worksFor schema:affiliation schema:memberOf ng:leads ng:governs ng:holdsPost ng:represents ng:owns"
    " schema:homeLocation schema:spouse schema:location schema:areaServed schema:parentOrganization".split()
)
"""Predicates that hold for a while; the others tell of a moment (founding), or of what does not end (birth)."""
_OVER = frozenset("former formerly retired ex onetime one-time erstwhile then then- ex- previously once".split())
_NOT_YET = frozenset(
    "incoming late future next aspiring would-be prospective outgoing departing retiring new-elect".split()
)
"""Of these it is not told when the tie begins or ends: `the late`, `the outgoing`."""
_BEGINS = frozenset(form for verb in ("join", "marry", "wed", "settle") for form in verb_forms(verb))
_IN_THE_NAME = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PUNCT", "PART", "ADV", "X"})
_HAVE = frozenset({"has", "have", "having", "'ve", "’ve"})
_WAS = frozenset({"was", "were", "had"})
_SERVED = frozenset({"served", "worked", "acted"})
_CHOSEN = frozenset("elected appointed named chosen selected hired picked recruited sworn brought known".split())
_WENT = frozenset({"went", "gone"})
_PASTS = frozenset("led taught went began kept held came ran took".split())
_TIMES = frozenset("president presidents prime minister administration administrations government".split())
_FAR = 6

Held = tuple[TimeBounds, Span | None]


class Holding:
    """When the ties of an article hold, as far as it says."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self._published = annotated.article.published
        self._dates = Dates(annotated)
        self._values = {one.span: one.value for one in annotated.mentions if one.kind is Kind.DATE and one.value}

    def of(self, match: Match) -> Held | None:
        """Return the bounds of a match's time with the words of its date; None where it is over, or yet to come,
        without a day that bounds it, and where nobody says that it came to be.
        """  # fmt: skip
        if match.frame.name not in _LASTING or (match.frame.names and match.frame.name == "schema:location"):
            # `in Brookton, Ohio, on Monday`: it was there before and is so still.
            return TimeBounds(), None
        before = _words_before(match.tree, match.trigger)
        if not _NOT_YET.isdisjoint(before):
            return None
        if match.stance.modality is Modality.STATED and _is_left_open(match.tree, match.trigger):
            return None
        begins = _begins(match.tree, match.trigger)
        over = not begins and (not _OVER.isdisjoint(before) or _is_past(match))
        time, dated = self._dated(match, begins=begins)
        if not over:
            return time, dated
        if match.reported and dated is None and _OVER.isdisjoint(before):
            # `said that she lived in Denver`: the past of the saying, not of the living.
            return None
        end = time.latest_end or self._published
        return (replace(time, latest_end=end), dated) if end else None

    def _dated(self, match: Match, *, begins: bool) -> tuple[TimeBounds, Span | None]:
        found = self._dates.of(match)
        if found is None:
            return TimeBounds(), None
        time, dated = found
        value = self._values.get(dated, "")
        days = interval(value)
        if days is None or ("/" not in value and None in (time.earliest_begin, time.latest_end)):
            # `since`, `until`, `before` and `after` bound one side of what lasts too.
            return time, dated
        if begins:
            return TimeBounds(earliest_begin=days[0], latest_begin=days[1]), dated
        return _lasting(value, days), dated


def _begins(tree: Tree, trigger: int) -> bool:
    copula = tree.child(trigger, "cop")
    return tree.forms[trigger] in _BEGINS or (copula is not None and tree.forms[copula] in ENTERING)


def _lasting(value: str, days: tuple[date, date]) -> TimeBounds:
    """Return the bounds of what lasted from one date to another, or was so at a date."""
    begin, slash, end = value.partition("/")
    first, last = interval(begin), interval(end)
    if slash and first and last:
        return TimeBounds(first[0], first[1], last[0], last[1])
    return TimeBounds(latest_begin=days[1], earliest_end=days[0])


def _words_before(tree: Tree, trigger: int) -> set[str]:
    """Return the words of the phrase before its noun, and what hangs on it: `the former Harlow Bank`."""
    found = {tree.forms[at] for at in tree.children[trigger] if at < trigger and tree.base(at) in ("amod", "advmod")}
    for at in range(trigger - 1, max(-1, trigger - _FAR), -1):
        if tree.upos(at) not in _IN_THE_NAME or tree.forms[at] in (",", ";", ":", "(", ")", '"', "“", "”"):
            break
        found.add(tree.forms[at])
    return found


def _is_past(match: Match) -> bool:
    """Return whether the clause of the tie looks back; what began earlier and lasts (`has been`) does not."""
    tree, trigger = match.tree, match.trigger
    if tree.upos(trigger) == "VERB":
        meant = match.stance.modality is not Modality.STATED and _is_infinitive(tree, trigger)
        return (not meant or went_on(tree, trigger)) and _is_past_verb(tree, trigger)
    if tree.child(trigger, "cop") is None and _is_under(tree, trigger):
        return True
    if tree.child(trigger, "cop") is not None:
        # In `elected were Ruiz of Harlow Bank` the clause looks back, the tie does not.
        bearers = [head for filled in match.fillers.values() for head, _ in filled]
        said = tree.relation(trigger) == "acl:relcl" or any(tree.base(head) == "nsubj" for head in bearers)
        helpers = {tree.forms[at] for at in tree.children[trigger] if tree.base(at) in ("aux", "cop")}
        return said and not match.frame.names and not _WAS.isdisjoint(helpers)
    head = tree.head(trigger)
    return tree.case_of(trigger) == "as" and tree.forms[head] in _SERVED and _is_past_verb(tree, head)


def _is_past_verb(tree: Tree, verb: int) -> bool:
    for _ in range(_FAR):
        if not _is_infinitive(tree, verb):
            break
        # `continued to lead`, `went on to lead`, `helped lead`: as long ago as the verb above.
        verb = tree.head(verb)
        if tree.child(verb, "aux:pass") is not None:
            return False  # `was elected to lead`: then it began.
    helpers = {tree.forms[at] for at in tree.children[verb] if tree.base(at) == "aux"}
    if tree.base(verb) == "conj" and not helpers:
        helpers = {tree.forms[at] for at in tree.children[tree.head(verb)] if tree.base(at) == "aux"}
    if helpers:
        return not _WAS.isdisjoint(helpers) and _HAVE.isdisjoint(helpers)
    form = tree.forms[verb]
    if tree.relation(verb) in ("acl", "amod", "advcl") and tree.child(verb, "nsubj", "nsubj:pass") is None:
        return False
    return form.endswith("ed") or form in _PASTS


def _is_infinitive(tree: Tree, verb: int) -> bool:
    """Return whether a verb has no tense of its own: it hangs on another verb, with `to` or bare."""
    if tree.relation(verb) not in ("xcomp", "advcl", "ccomp") or tree.upos(tree.head(verb)) != "VERB":
        return False
    mark, helper = tree.child(verb, "mark"), tree.child(verb, "aux", "nsubj", "nsubj:pass")
    to = mark is not None and tree.forms[mark] == "to"
    return helper is None and (to or (mark is None and tree.relation(verb) == "xcomp" and not _is_told(tree, verb)))


def went_on(tree: Tree, verb: int) -> bool:
    """Return whether an infinitive tells what came next, not what was meant to: `went on to lead`."""
    above = tree.head(verb)
    return (
        _is_infinitive(tree, verb)
        and tree.forms[above] in _WENT
        and any(tree.forms[at] == "on" for at in tree.children[above])
    )


def _is_left_open(tree: Tree, verb: int) -> bool:
    """Return whether an infinitive only tells what somebody was to do: `was invited to lead`, not `was elected to`."""
    above = tree.head(verb)
    asked = _is_infinitive(tree, verb) and tree.child(above, "aux:pass") is not None
    return asked and tree.forms[above] not in _CHOSEN


def _is_told(tree: Tree, verb: int) -> bool:
    return tree.forms[verb].endswith(("ed", "ing")) or tree.forms[verb] in _PASTS


def _is_under(tree: Tree, noun: int) -> bool:
    """Return whether a post was somebody's time: `the energy secretary under President Ana Ruiz`."""
    return any(
        tree.case_of(at) == "under" and any(tree.forms[title] in _TIMES for title in (at, *tree.children[at]))
        for at in tree.children[noun]
    )
