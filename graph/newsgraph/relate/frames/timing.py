"""When something happened: which date of its sentence is its own, and the bounds that it gives."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from newsgraph.model import AnnotatedArticle, Kind, Mention, Span, TimeBounds
from newsgraph.relate.frames.matching import Match, shipped_index
from newsgraph.relate.frames.tree import Tree

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_CLAUSES = frozenset({"acl", "advcl", "ccomp", "parataxis", "csubj", "xcomp"})
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_BEGINS = frozenset("begin begins began begun start starts started open opens opened".split())
_ENDS = frozenset("end ends ended conclude concludes concluded finish finishes finished close closes closed".split())
_HAPPENS = frozenset(
    "take takes took taken come comes came happen happens happened occur occurs occurred hold held schedule scheduled"
    " set plan planned expect expected resume resumes resumed continue continued follow followed".split()
)
"""Verbs that only say that their subject was: `the arrest came on Monday`."""
_CAUSES = frozenset(
    "kill kills killed killing wound wounded injure injured leave left destroy destroyed claimed".split()
)
"""Verbs whose date is that of the event that is their subject: `the attack killed two on Monday`."""
_DURING = frozenset({"in", "during", "at", "amid"})
_APART = frozenset(
    "after before following since until till despite over for about against from to of because ahead prior".split()
)
"""Behind these an event and its date are apart from the verb: `resigned after protests on Monday`."""
_RELATIVES = frozenset("who whom which that whose where when".split())
_INSIDE = frozenset("nmod flat compound appos amod det nummod case".split())
_OWN, _SHARED = 0, 1


class Dates:
    """The dates of an article by their place; that of its dateline tells when it was written, and nothing else."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        line = annotated.article.dateline
        self._mentions = [
            one
            for one in annotated.mentions
            if one.kind is Kind.DATE and one.value and not (line and one.span.overlaps(line.span))
        ]

    def of(self, match: Match) -> tuple[TimeBounds, Span] | None:
        """Return the bounds that a date gives to what a match tells of, and the words of the date.

        Its own date comes before one that it shares with the verb it is joined to; of several the nearest counts.
        """
        tree = match.tree
        first, last = tree.words[0].start, tree.words[-1].end
        found: list[tuple[tuple[int, int, int], TimeBounds, Span]] = []
        for mention in self._mentions:
            if first <= mention.span.start < last:
                found += _readings(match, mention)
        if not found:
            return None
        (rank, _, nearest), time, span = min(found, key=lambda one: one[0])
        for (other, _, head), more, _ in found:
            if other == rank and (_is_joined(tree, head, nearest) or _is_joined(tree, nearest, head)):
                time = _both(time, more)
        return time, span


def _readings(match: Match, mention: Mention) -> Iterator[tuple[tuple[int, int, int], TimeBounds, Span]]:
    """Yield what a date gives to a match, by how closely it belongs to it."""
    tree, value = match.tree, mention.value or ""
    inside = [at for at, word in enumerate(tree.words) if mention.span.start <= word.start < mention.span.end]
    if not inside:
        return
    told = _when_clause(tree, inside[-1])
    if told is not None and told != match.clause and (
        match.clause in _joined_to(tree, told) or _is_participle_of(tree, match.clause, told)
    ):  # fmt: skip
        told = match.clause
    for head in (at for at in inside if tree.head(at) not in inside or tree.head(at) == at):
        day = bool(_DAY.fullmatch(value))
        rank = _OWN if told == match.clause else _rank(match, head, day=day)
        time = bounds(value, "") if told == match.clause else _bounds(match, value, head)
        if rank is not None and time:
            yield (rank, abs(head - match.trigger), head), time, mention.span


def _when_clause(tree: Tree, last: int) -> int | None:
    """Return the verb of a clause that tells what was at the date before it: `on Monday, when he was arrested`."""
    at = last + 1
    while at < len(tree.words) and tree.forms[at] == ",":
        at += 1
    if at >= len(tree.words) or tree.forms[at] != "when":
        return None
    return tree.head(at) if tree.upos(tree.head(at)) == "VERB" else None


def _is_joined(tree: Tree, last: int, first: int) -> bool:
    return tree.base(last) == "conj" and tree.head(last) == first


def _both(first: TimeBounds, last: TimeBounds) -> TimeBounds:
    """Return the bounds of what was on two dates: `on Saturday and Sunday`."""
    known = [first.earliest_begin, last.earliest_begin, first.latest_end, last.latest_end]
    if None in known or first.earliest_begin != first.earliest_end or last.earliest_begin != last.earliest_end:
        return first
    days = sorted(day for day in known if day is not None)
    return TimeBounds(days[0], days[-1], days[0], days[-1])


def _bounds(match: Match, value: str, head: int) -> TimeBounds | None:
    """Return the bounds by the preposition; of an event that is said to begin or end, of its beginning or end."""
    tree = match.tree
    found = bounds(value, tree.case_of(head))
    if found is None or tree.upos(match.trigger) == "VERB" or found.earliest_begin != found.earliest_end:
        return found
    verb = tree.forms[match.clause if match.clause != match.trigger else tree.head(match.trigger)]
    if verb in _BEGINS:
        return TimeBounds(earliest_begin=found.earliest_begin, latest_begin=found.latest_end)
    if verb in _ENDS:
        return TimeBounds(earliest_end=found.earliest_begin, latest_end=found.latest_end)
    return found


def _rank(match: Match, head: int, *, day: bool) -> int | None:
    """Return how closely a date belongs to what a match tells of: its own, shared with its verb, or None."""
    tree, goals = match.tree, (match.trigger, match.clause)
    if any(_is_the_day_of(tree, goal, head) for goal in goals):
        return _OWN
    if tree.head(match.trigger) == head and tree.base(match.trigger) == "nsubj":
        return _OWN  # the vote is on Monday
    if _is_said_then(tree, head, goals):
        return None
    beside = _event_beside(tree, head, day=day)
    if beside is not None:
        return _OWN if beside == match.trigger else None
    nouns, verb = _holders(tree, head, match.trigger)
    if match.trigger in nouns or verb in goals:
        return _OWN
    if verb is None:
        return None
    if match.clause == match.trigger and tree.upos(match.trigger) != "VERB":
        return _OWN if _is_carried(tree, match.trigger, verb) else None
    return _SHARED if _is_shared(tree, match.clause, verb, head) else None


def _holders(tree: Tree, head: int, trigger: int) -> tuple[list[int], int | None]:
    """Return the nouns that a date hangs on, and the verb, unless it is the date of another event than the verb's."""
    nouns: list[int] = []
    at = head
    for above in tree.above(head):
        if tree.base(at) in _CLAUSES:
            return nouns, None
        if tree.upos(above) == "VERB":
            return nouns, above
        nouns.append(above)
        case = tree.case_of(above).partition(" ")[0]
        if _is_event(tree, above) or above == trigger:
            verb, base = tree.forms[tree.head(above)], tree.base(above)
            stays = (base == "obl" and case in _DURING) or (base == "nsubj" and verb in _CAUSES)
        else:
            stays = case not in ("after", "before", "following", "since", "until", "despite")
        if not stays:
            return nouns, None
        at = above
    return nouns, None


def _is_event(tree: Tree, number: int) -> bool:
    return tree.upos(number) == "NOUN" and tree.forms[number] in shipped_index(relations=False).nouns


def _is_the_day_of(tree: Tree, clause: int, head: int) -> bool:
    """Return whether a clause hangs on its date: `the following day he was released`."""
    if tree.head(clause) != head or tree.relation(clause) != "acl:relcl" or clause < head:
        return False
    return not any(tree.forms[at] in _RELATIVES - {"when"} for at in tree.children[clause])


def _is_said_then(tree: Tree, head: int, goals: tuple[int, int]) -> bool:
    """Return whether a bare date stands right behind another verb: `said last night the bill would be adopted`."""
    before = min(tree.below(head)) - 1
    return before >= 0 and not tree.case_of(head) and tree.upos(before) == "VERB" and before not in goals and (
        tree.head(head) != before
    )  # fmt: skip


def _event_beside(tree: Tree, head: int, *, day: bool) -> int | None:
    """Return the event whose words end right before a date, apart from the verb: `after his arrest last week`.

    A single day behind a preposition is the verb's: `was fined for the killing on Monday`, but `in 2017`.
    """
    at = min(tree.below(head)) - 1
    if at < 0 or (day and tree.case_of(head)) or tree.upos(tree.head(head)) != "VERB":
        return None
    for above in (at, *tree.above(at)):
        if _is_event(tree, above):
            return above if tree.case_of(above).partition(" ")[0] in _APART else None
        if tree.base(above) not in _INSIDE:
            return None
    return None


def _is_carried(tree: Tree, noun: int, verb: int) -> bool:
    """Return whether a noun's event has its verb's date: `the arrest came on`, `killed on Monday in a raid`."""
    if tree.base(noun) == "nsubj" and tree.head(noun) == verb:
        return tree.forms[verb] in _HAPPENS | _BEGINS | _ENDS | _CAUSES
    for at in (noun, *tree.above(noun)):
        if at == verb:
            return True
        if tree.base(at) not in ("obl", "nmod") or tree.case_of(at) not in _DURING:
            return False
    return False


def _is_shared(tree: Tree, clause: int, verb: int, head: int) -> bool:
    """Return whether the date of one verb is that of another too."""
    if tree.head(clause) == verb and tree.base(clause) == "xcomp":
        return head > clause
    if _is_participle_of(tree, clause, verb):
        return True
    if clause in _joined_to(tree, verb):
        return _is_fronted(tree, verb, head)
    return verb in _joined_to(tree, clause) and _leans_back(tree, clause, verb)


def _is_participle_of(tree: Tree, clause: int, verb: int) -> bool:
    if tree.head(clause) != verb or tree.base(clause) != "advcl" or not tree.forms[clause].endswith("ing"):
        return False
    return tree.child(clause, "mark", "nsubj", "case") is None


def _leans_back(tree: Tree, first: int, last: int) -> bool:
    """Return whether a joined verb has no clause of its own: `held and deported`, `40 were held and 12 deported`."""
    own = {tree.relation(at) for at in tree.children[last]}
    if own.isdisjoint({"nsubj", "nsubj:pass", "aux", "aux:pass", "obj"}):
        return True
    gapped = "nsubj:pass" in own and own.isdisjoint({"aux", "aux:pass"})
    return gapped and any(tree.base(at) == "aux" for at in tree.children[first])


def _joined_to(tree: Tree, verb: int) -> Iterator[int]:
    """Yield the later verbs joined to a verb: `charged`, `deported` of `was arrested, charged and deported`."""
    heads = {verb, tree.head(verb)} if tree.base(verb) == "conj" else {verb}
    for at in range(verb + 1, len(tree.words)):
        if tree.base(at) == "conj" and tree.upos(at) == "VERB" and tree.head(at) in heads:
            heads.add(at)
            yield at


def _is_fronted(tree: Tree, verb: int, head: int) -> bool:
    """Return whether a date stands before its whole clause and so before all that is joined to it."""
    subjects = [at for at in tree.children[verb] if tree.base(at) == "nsubj"]
    return head < min([verb, *subjects])


def bounds(value: str, preposition: str) -> TimeBounds | None:
    """Return the bounds of what happened at a date in EDTF, under its preposition: `since`, `until`, `before`.

    None where the value is not read.
    """
    days = interval(value)
    if days is None:
        return None
    first, last = days
    if preposition in ("since", "from", "for") and "/" in value:
        begin, end = (interval(part) for part in value.split("/"))
        if begin and end and preposition != "since":
            return TimeBounds(*begin, end[0], None if preposition == "for" else end[1])
    if preposition in ("since", "from"):
        return TimeBounds(earliest_begin=first, latest_begin=last)
    if preposition in ("until", "till", "through"):
        return TimeBounds(earliest_end=first, latest_end=last)
    if preposition == "by":
        return TimeBounds(latest_begin=last)
    try:
        if preposition == "before":
            return TimeBounds(latest_begin=first - timedelta(days=1))
        if preposition == "after":
            return TimeBounds(earliest_begin=last + timedelta(days=1))
    except OverflowError:
        return None
    return TimeBounds(first, last, first, last)


def interval(value: str) -> tuple[date, date] | None:
    """Return the first and the last day of a date in EDTF; None where it is not read or open at an end."""
    if value.endswith("~"):
        return _widened(interval(value[:-1]))
    begin, slash, end = value.partition("/")
    if slash:
        first, last = interval(begin), interval(end)
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    try:
        return _single(value)
    except ValueError:
        return None


def _widened(about: tuple[date, date] | None) -> tuple[date, date] | None:
    """Return what is only about a stretch of time: as much again before it and behind it."""
    if about is None:
        return None
    first, last = about
    days, years = last - first, last.year - first.year + 1
    try:
        before, behind = first - timedelta(days=1), last + timedelta(days=1)
        if (first.month, first.day, behind.month, behind.day) == (1, 1, 1, 1):
            return date(first.year - years, 1, 1), date(last.year + years, 12, 31)
        if first.day == behind.day == 1:
            return before.replace(day=1), behind.replace(day=monthrange(behind.year, behind.month)[1])
        return before - days, behind + days
    except (OverflowError, ValueError):
        return None


def _single(value: str) -> tuple[date, date] | None:
    if found := _DAY.fullmatch(value):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return day, day
    if found := _MONTH.fullmatch(value):
        year, month = int(found[1]), int(found[2])
        first, last = _SEASONS.get(month, (month, month))
        after = year + (last < first)
        return date(year, first, 1), date(after, last, monthrange(after, last)[1])
    if re.fullmatch(r"\d{4}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    if re.fullmatch(r"\d{3}X", value):
        year = int(value[:3]) * 10
        return date(year, 1, 1), date(year + 9, 12, 31)
    if re.fullmatch(r"\d{2}XX", value):
        year = int(value[:2]) * 100
        return date(year, 1, 1), date(year + 99, 12, 31)
    return None
