"""Profiles that may be one become clusters, by steps that no order changes.

First those that can stand for themselves, best pairs first; then those of whom too little is known join the one
cluster that they can be, where there is only one; what is left is compared among itself. What people decided comes
before all, and a union that would bring conflicting things together is refused and recorded as an open question.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from newsgraph.model import Judgement, Kind, Verdict
from newsgraph.resolve.across.blocking import bearer_tokens, candidate_pairs, signature, stripped
from newsgraph.resolve.across.decided import Together, joined_by_people, kept_from
from newsgraph.resolve.across.memory import Scores
from newsgraph.resolve.across.profiles import Profile, gathered_profile
from newsgraph.resolve.across.scoring import Score, score

BY = "newsgraph"
"""Who the program's own judgements are by."""
QUESTIONS_A_CLUSTER = 20
_MOST_BEARERS = 30
"""A shortened name with more possible bearers is not looked into: it has no only one."""
_MARGIN = 0.2
_PLAUSIBLE = 0.3
"""From which score on something counts as one of several that a thin profile can be."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """What stands for one thing, and for each member the strongest reason why."""

    members: tuple[str, ...]
    reasons: dict[str, tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Clustering:
    """The clusters of a component, the questions between them, and how many pairs were scored."""

    clusters: tuple[Cluster, ...]
    questions: tuple[Judgement, ...]
    pairs: int


@dataclass(slots=True)
class _Case:
    """Profiles judged as one: at first of equal evidence, then all that was joined."""

    profile: Profile
    """Not to be changed before `widened`: of a single member it is that member's own."""
    first: str
    own: tuple[str, ...]
    """The members it began with."""
    apart: set[str] = field(default_factory=set)
    """Whom people keep apart from some member of this case."""
    reason: tuple[float, str] | None = None
    """The strongest reason why its own members stand with others."""
    into: "_Case | None" = None
    is_wide: bool = False
    seen: tuple[Profile, int] | None = None
    """A copy of its profile that lasts, and the hash of what that says."""

    def widened(self) -> Profile:
        """Return its profile, for others to be taken in."""
        if not self.is_wide:
            self.profile, self.is_wide = self.profile.copy(), True
        self.seen = None
        return self.profile

    def shown(self, scores: Scores) -> tuple[Profile, int]:
        """Return its profile as it is now, and the hash of what that says."""
        if self.seen is None:
            lasting = self.profile.lasting()
            self.seen = (lasting, scores.hash(lasting))
        return self.seen

    def give(self, found: Score) -> None:
        """Take a reason where it is the strongest yet."""
        if self.reason and found.value < self.reason[0]:
            return
        reason = found.reason
        if self.reason is None or (-found.value, reason) < (-self.reason[0], self.reason[1]):
            self.reason = (found.value, reason)

    def root(self) -> "_Case":
        case = self
        while case.into:
            case = case.into
        return case


@dataclass(frozen=True, slots=True)
class _Edge:
    score: Score
    left: _Case
    right: _Case
    first: str
    second: str
    """The members that speak for the two cases."""

    @property
    def rank(self) -> tuple[float, str, str]:
        return (-self.score.value, self.first, self.second)


class _Component:
    def __init__(self, profiles: Sequence[Profile], judged: Sequence[Judgement], scores: Scores | None) -> None:
        self.pairs = 0
        self.scores = scores
        self.doubts: list[_Edge] = []
        self.cases = self._gathered(profiles, judged)

    def clustering(self) -> Clustering:
        thick = [case for case in self.cases if not case.profile.thin]
        thin = [case for case in self.cases if case.profile.thin]
        self._join(self._edges(thick))
        self._join_only_ones()
        # A bare name may also be that of a private person whom another article describes, so these come first.
        marked = self._attach([case for case in thin if case.profile.marked], _roots(thick))
        self._join(self._edges(marked))
        bare = self._attach([case for case in thin if not case.profile.marked], _roots([*thick, *marked]))
        self._join(self._edges(bare))
        reasons = {member: case.reason for case in self.cases if case.reason for member in case.own}
        clusters = sorted(tuple(sorted(case.profile.ids)) for case in _roots(self.cases))
        return Clustering(
            tuple(
                Cluster(members, {member: reasons[member] for member in members if member in reasons})
                for members in clusters
            ),
            self._questions(),
            self.pairs,
        )

    def _gathered(self, profiles: Sequence[Profile], judged: Sequence[Judgement]) -> list[_Case]:
        """Return cases: what people joined, and profiles of equal evidence that are enough to join each other."""
        apart = kept_from(judged)
        together = joined_by_people(profiles, judged)
        by_people: dict[Together, list[Profile]] = defaultdict(list)
        alike: dict[object, list[Profile]] = defaultdict(list)
        for profile in profiles:
            member = min(profile.ids)
            if member in together:
                by_people[together[member]].append(profile)
            else:
                alike[(signature(profile), member if member in apart else "")].append(profile)
        cases = []
        for group, profiles_joined in by_people.items():
            cases.append(_case(profiles_joined, apart))
            cases[-1].give(Score(1.0, Verdict.SAME, group.reason))
        for gathered in alike.values():
            found = self._alike(gathered) if len(gathered) > 1 else None
            for part in [gathered] if found else [[profile] for profile in gathered]:
                cases.append(_case(part, apart))
                if found:
                    cases[-1].give(found)
        return sorted(cases, key=lambda case: case.first)

    def _alike(self, group: Sequence[Profile]) -> Score | None:
        """Return the score of profiles of equal evidence, by that alone, where it is enough to make them one."""
        first = group[0]
        if first.kind is Kind.PERSON and len({article for one in group for article in one.articles}) < len(group):
            return None
        if first.thin and first.kind is not Kind.PLACE:
            return None
        found = self._score(stripped(first), stripped(group[1]))
        return found if found and found.verdict is Verdict.SAME else None

    def _score(self, left: Profile, right: Profile) -> Score | None:
        self.pairs += 1
        return score(left, right)

    def _weigh(self, one: _Case, other: _Case, *, only_one: bool = False) -> Score | None:
        """Return the score of two cases, its reason in the order of their first members."""
        self.pairs += 1
        left, right = (one, other) if one.first <= other.first else (other, one)
        if self.scores is None or not left.profile.articles.isdisjoint(right.profile.articles):
            return score(left.profile, right.profile, only_one=only_one)
        (mine, hashed), (theirs, other_hashed) = left.shown(self.scores), right.shown(self.scores)
        return self.scores.of(mine, theirs, (hashed, other_hashed), only_one=only_one)

    def _edges(self, cases: Sequence[_Case]) -> list[_Edge]:
        edges = []
        for one, other in candidate_pairs([case.profile for case in cases]):
            left, right = cases[one], cases[other]
            if found := self._weigh(left, right):
                edges.append(_Edge(found, left, right, left.first, right.first))
        return edges

    def _join(self, edges: Iterable[_Edge]) -> None:
        for edge in sorted(edges, key=lambda known: known.rank):
            if edge.score.verdict is Verdict.SAME:
                self._unite(edge)
            else:
                self.doubts.append(edge)

    def _unite(self, edge: _Edge) -> None:
        left, right = edge.left.root(), edge.right.root()
        hindrance = None if left is right else self._hindrance(left, right)
        if hindrance is None:
            edge.left.give(edge.score)
            edge.right.give(edge.score)
            if left is not right:
                _merge(left, right)
        elif hindrance:
            refused = Score(min(edge.score.value, 0.5), Verdict.OPEN, f"{edge.score.reason}; but {hindrance}")
            self.doubts.append(_Edge(refused, edge.left, edge.right, edge.first, edge.second))

    def _join_only_ones(self) -> None:
        """Join two clusters where each is the only one that the other can be, and nothing speaks against it."""
        best: dict[tuple[str, str], _Edge] = {}
        others: dict[str, set[str]] = defaultdict(set)
        for edge in sorted(self.doubts, key=lambda known: known.rank):
            left, right = sorted((edge.left.root(), edge.right.root()), key=lambda case: case.first)
            if left is right or edge.score.value < _PLAUSIBLE or edge.score.barred:
                continue
            best.setdefault((left.first, right.first), edge)
            others[left.first].add(right.first)
            others[right.first].add(left.first)
        for (one, other), edge in sorted(best.items()):
            if len(others[one]) > 1 or len(others[other]) > 1 or edge.left.profile.kind is not Kind.PERSON:
                continue
            found = self._weigh(edge.left.root(), edge.right.root(), only_one=True)
            if found and found.verdict is Verdict.SAME:
                self._unite(_Edge(found, edge.left, edge.right, edge.first, edge.second))

    def _hindrance(self, left: _Case, right: _Case) -> str | None:
        """Return why two clusters must not be one; empty where people said so, None where nothing hinders."""
        if _kept_apart(left, right):
            return ""
        if len(left.profile.ids) + len(right.profile.ids) == 2:
            return None
        found = self._weigh(left, right)
        if found and (found.against or found.verdict is Verdict.DIFFERENT):
            return f"others joined with them conflict: {found.reason}"
        return None

    def _attach(self, thin: Sequence[_Case], clusters: Sequence[_Case]) -> list[_Case]:
        """Join each thin case to the one cluster that it can be; return those that could be none or several."""
        by_token: dict[str, list[_Case]] = defaultdict(list)
        for cluster in clusters:
            for token in bearer_tokens(cluster.profile):
                by_token[token].append(cluster)
        # Judged before anything is joined, so that the order of joining cannot matter.
        chosen: list[_Edge] = []
        left_over: list[_Case] = []
        for case in thin:
            candidates = {id(one): one for token in bearer_tokens(case.profile) for one in by_token.get(token, ())}
            if len(candidates) > _MOST_BEARERS and not case.profile.full:
                continue
            edge, unclear = self._choice(case, sorted(candidates.values(), key=lambda one: one.first))
            if edge:
                chosen.append(edge)
            elif not unclear or case.profile.kind is not Kind.ORGANIZATION:
                left_over.append(case)
        for edge in sorted(chosen, key=lambda known: known.rank):
            self._take_in(edge)
        return left_over

    def _choice(self, case: _Case, clusters: Sequence[_Case]) -> tuple[_Edge | None, bool]:
        """Return the join to make, if any, and whether several clusters are left to choose from."""
        scored = [(found, one) for one in clusters if (found := self._weigh(case, one))]
        allowed = [(found, one) for found, one in scored if not _kept_apart(case, one)]
        plausible = [(found, one) for found, one in allowed if found.value >= _PLAUSIBLE]
        if len(plausible) == 1:
            one = plausible[0][1]
            found = self._weigh(case, one, only_one=True) or plausible[0][0]
            plausible = [(found, one)]
        plausible.sort(key=lambda pair: (-pair[0].value, pair[1].first))
        if plausible and plausible[0][0].verdict is Verdict.SAME and _stands_out([s.value for s, _ in plausible], case):
            found, one = plausible[0]
            self._doubt(case, [pair for pair in scored if pair[1] is not one])
            return _Edge(found, case, one, case.first, one.first), False
        self._doubt(case, [*plausible, *(pair for pair in allowed if pair[0].value < _PLAUSIBLE)])
        return None, len(plausible) > 1

    def _doubt(self, case: _Case, scored: Iterable[tuple[Score, _Case]]) -> None:
        for found, one in scored:
            verdict = found.verdict
            doubt = found
            if verdict is Verdict.SAME:
                doubt = Score(
                    found.value, Verdict.OPEN, f"{found.reason}; but the corpus knows another whom it can mean"
                )
            self.doubts.append(_Edge(doubt, case, one, case.first, one.first))

    def _take_in(self, edge: _Edge) -> None:
        """Join a thin case, unless one joined before it conflicts; it adds what may conflict with later ones."""
        case, cluster = edge.left, edge.right.root()
        if _kept_apart(case, cluster):
            return
        found = self._weigh(case, cluster)
        if found and found.against:
            self._doubt(case, [(Score(0.5, Verdict.OPEN, f"{edge.score.reason}; but {found.reason}"), cluster)])
            return
        case.give(edge.score)
        edge.right.give(edge.score)
        _take(cluster, case)

    def _questions(self) -> tuple[Judgement, ...]:
        """Return one judgement for each pair of clusters still apart, the best first, few a cluster."""
        best: dict[tuple[str, str], _Edge] = {}
        for edge in sorted(self.doubts, key=lambda known: known.rank):
            left, right = edge.left.root(), edge.right.root()
            if left is not right and not _kept_apart(left, right):
                best.setdefault((min(left.first, right.first), max(left.first, right.first)), edge)
        asked: dict[str, int] = defaultdict(int)
        questions = []
        for pair, edge in sorted(
            best.items(), key=lambda item: (item[1].score.verdict is Verdict.DIFFERENT, item[1].rank)
        ):
            if all(asked[cluster] < QUESTIONS_A_CLUSTER for cluster in pair):
                asked[pair[0]] += 1
                asked[pair[1]] += 1
                one, other = sorted((edge.first, edge.second))
                found = edge.score
                questions.append(Judgement(one, other, found.verdict, found.value, found.reason, BY))
        return tuple(questions)


def clustered(
    profiles: Sequence[Profile], judged: Sequence[Judgement] = (), scores: Scores | None = None
) -> Clustering:
    """Return the clusters of the profiles of one component, whatever their order.

    `judged` are people's decisions on pairs of local entities; they hold no contradiction. `scores` are those kept
    from an earlier computation; it learns the new ones.
    """
    ordered = sorted(profiles, key=lambda profile: min(profile.ids))
    return _Component(ordered, judged, scores).clustering()


def _stands_out(values: Sequence[float], case: _Case) -> bool:
    """Return whether the first choice decides though there are others; a shortened name or a bare place never does."""
    alone = len(values) == 1
    return alone or (case.profile.kind is Kind.PERSON and case.profile.full and values[0] - values[1] >= _MARGIN)


def _roots(cases: Iterable[_Case]) -> list[_Case]:
    found = {id(case.root()): case.root() for case in cases}
    return sorted(found.values(), key=lambda case: case.first)


def _case(profiles: Sequence[Profile], apart: Mapping[str, set[str]]) -> _Case:
    gathered = gathered_profile(profiles)
    members = tuple(sorted(gathered.ids))
    kept_apart = {other for member in members for other in apart.get(member, ())}
    return _Case(gathered, members[0], members, kept_apart)


def _kept_apart(left: _Case, right: _Case) -> bool:
    return bool(left.apart & right.profile.ids or right.apart & left.profile.ids)


def _merge(left: _Case, right: _Case) -> None:
    small, large = sorted((left, right), key=lambda case: (len(case.profile.ids), case.first))
    large.widened().absorb(small.profile)
    _close(large, small)


def _take(cluster: _Case, case: _Case) -> None:
    """Let a cluster take a thin case in, with what of it no other may contradict and nothing that joins more."""
    taken = case.profile
    kept = Profile(taken.ids, taken.kind, taken.articles, set(), genders=taken.genders, suffixes=taken.suffixes)
    kept.born, kept.days = taken.born, taken.days
    kept.parts = {parts for parts in taken.parts if len(parts) > 1}
    cluster.widened().absorb(kept)
    _close(cluster, case)


def _close(cluster: _Case, case: _Case) -> None:
    cluster.apart |= case.apart
    cluster.first = min(cluster.first, case.first)
    case.into = cluster
