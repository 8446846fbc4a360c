"""What judgements say together: which things they make one, which they keep apart, and where they contradict."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

from newsgraph.errors import NewsgraphError
from newsgraph.model import Judgement, Verdict

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Record:
    """A judgement, where it stands, and the names of its two sides for human eyes; a name may be empty."""

    line: int
    """Counted from 1; 0 where there is but one such place."""
    judgement: Judgement
    names: tuple[str, str] = ("", "")
    place: str = "line"
    """What the number counts."""

    @property
    def where(self) -> str:
        """How a message names the place."""
        return f"{self.place} {self.line}" if self.line else self.place

    @property
    def pair(self) -> tuple[str, str]:
        """The two identifiers."""
        return (self.judgement.left, self.judgement.right)


class Ties:
    """The things that judgements make one, directly or through others, and the pairs they keep apart."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        judgements = tuple(judgements)
        self._parent: dict[str, str] = {}
        for judgement in judgements:
            if judgement.verdict is Verdict.SAME:
                self._join(judgement.left, judgement.right)
        self._apart = {
            frozenset((self.root(judgement.left), self.root(judgement.right)))
            for judgement in judgements
            if judgement.verdict is Verdict.DIFFERENT
        }

    def root(self, identifier: str) -> str:
        """Return the identifier that stands for all those made one with this one; the same for each of them."""
        parent = self._parent.get(identifier, identifier)
        while parent != self._parent.get(parent, parent):
            self._parent[identifier] = parent = self._parent[parent]
        return parent

    def verdict(self, left: str, right: str) -> Verdict | None:
        """Return what follows from the judgements for a pair, or None where nothing does."""
        roots = frozenset((self.root(left), self.root(right)))
        if len(roots) == 1:
            return Verdict.SAME
        return Verdict.DIFFERENT if roots in self._apart else None

    def _join(self, left: str, right: str) -> None:
        low, high = sorted((self.root(left), self.root(right)))
        self._parent[high] = low


def contradictions(records: Iterable[Record]) -> list[tuple[int, str]]:
    """Return one sentence, and its line, for each pair judged in two ways and each "different" that others deny.

    It names all the lines it rests on: the chain that makes two things one, and the line that keeps them apart.
    """
    records = tuple(records)
    found = []
    by_pair: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        by_pair[record.pair].append(record)
    disputed = set()
    for pair, judged in by_pair.items():
        if len({record.judgement.verdict for record in judged}) > 1:
            disputed.add(pair)
            found.append((judged[-1].line, _judged_twice(judged)))
    steps = _steps(records)
    ties = Ties(record.judgement for record in records)
    for record in records:
        left, right = record.pair
        if (
            record.judgement.verdict is Verdict.DIFFERENT
            and record.pair not in disputed
            and ties.root(left) == ties.root(right)
        ):
            found.append((record.line, _denied(record, _chain(steps, left, right))))
    return sorted(found)


def consistent(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements, sorted, so that their order leaves no trace.

    Raises:
        NewsgraphError: where they contradict one another; it explains each contradiction.
    """
    judgements = tuple(judgements)
    records = [Record(number, judgement, place="judgement") for number, judgement in enumerate(judgements, start=1)]
    if found := contradictions(records):
        raise NewsgraphError(
            "The judgements contradict one another, so nothing was built: " + " ".join(s for _, s in found)
        )
    return tuple(sorted(judgements, key=_order))


def _order(judgement: Judgement) -> tuple[str, ...]:
    day = judgement.when.isoformat() if judgement.when else ""
    return (judgement.left, judgement.right, judgement.by, day, judgement.reason, judgement.verdict)


def called(identifier: str, name: str) -> str:
    """Return how a message names a thing: its name, where there is one, and its identifier."""
    shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
    return f"“{shown}” ({identifier})" if shown else identifier


def _judged_twice(judged: list[Record]) -> str:
    said = ", ".join(f"{record.where} says {record.judgement.verdict}" for record in judged)
    left, right = _sides(judged[-1])
    return f"{judged[-1].where}: {left} and {right} are judged in two ways, as {said}; keep one of these."


def _denied(record: Record, chain: list[tuple[Record, str, str]]) -> str:
    left, right = _sides(record)
    links = "; ".join(f"{step.where} says that {one} and {other} are the same" for step, one, other in chain)
    return (
        f"{record.where}: {left} and {right} are said to be different, but other judgements make them one: "
        f"{links}; change or remove one of these."
    )


def _sides(record: Record) -> tuple[str, str]:
    left, right = record.pair
    return called(left, record.names[0]), called(right, record.names[1])


_Steps = dict[str, list[tuple[str, Record]]]


def _steps(records: Iterable[Record]) -> _Steps:
    steps: _Steps = defaultdict(list)
    for record in records:
        if record.judgement.verdict is Verdict.SAME:
            left, right = record.pair
            steps[left].append((right, record))
            steps[right].append((left, record))
    return steps


def _chain(steps: _Steps, start: str, end: str) -> list[tuple[Record, str, str]]:
    """Return a shortest way from start to end, each step with its two sides as messages name them."""
    came: dict[str, tuple[str, Record]] = {}
    waiting = deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        for there, record in steps[here]:
            if there != start and there not in came:
                came[there] = (here, record)
                waiting.append(there)
    chain = []
    while end != start:
        before, record = came[end]
        one, other = _sides(record)
        chain.append((record, one, other) if record.pair[1] == end else (record, other, one))
        end = before
    return chain[::-1]
