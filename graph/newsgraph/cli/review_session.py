"""The answers of one sitting: each is checked against all others and written before the next question comes."""

from collections.abc import Iterable
from datetime import date

from newsgraph.model import Judgement, Verdict
from newsgraph.resolve.judgements import CERTAIN, UNSURE, one_line, with_records
from newsgraph.resolve.ties import Record, Ties, contradictions
from newsgraph.review import Pair
from newsgraph.store import JudgementFile, write_judgements

_UNNOTED = "both passages read"


class Session:
    """A judgement file, and what is said in this sitting."""

    def __init__(self, file: JudgementFile, *, by: str, when: date) -> None:
        self.file = file
        self.by = by
        self.when = when
        self._before = file
        self._answers: dict[tuple[str, str], Record] = {}

    @property
    def count(self) -> int:
        """How many answers were given and not taken back."""
        return len(self._answers)

    def record(self, pair: Pair, verdict: Verdict, why: str = "") -> Record:
        """Return what would be written for an answer."""
        score = UNSURE if verdict is Verdict.OPEN else CERTAIN
        judgement = Judgement(*pair.identifiers, verdict, score, one_line(why) or _UNNOTED, self.by, self.when)
        return Record(0, judgement, (pair.left.name, pair.right.name), "your answer")

    def follows(self, pair: Pair) -> Verdict | None:
        """Return what the file and the answers so far say of the pair without asking, or None."""
        return Ties(record.judgement for record in self._standing()).verdict(*pair.identifiers)

    def add(self, records: Iterable[Record]) -> tuple[str, ...]:
        """Write the records and return nothing; or write none, and return a sentence for each contradiction."""
        added = {record.pair: record for record in records}
        problems = contradictions([*self._standing(added), *added.values()])
        if problems:
            return tuple(sentence for _, sentence in problems)
        # An answer given anew moves to the end, where `--undo` looks for it.
        self._answers = {pair: record for pair, record in self._answers.items() if pair not in added} | added
        self._write()
        return ()

    def take_back(self, pair: Pair) -> bool:
        """Remove this sitting's answer to the pair and return whether there was one; what stood before comes back."""
        if self._answers.pop(pair.identifiers, None) is None:
            return False
        self._write()
        return True

    def _standing(self, replaced: Iterable[tuple[str, str]] = ()) -> list[Record]:
        gone = {*self._answers, *replaced}
        before = [record for record in self._before.parsed.records if record.pair not in gone]
        earlier = [
            Record(0, record.judgement, record.names, "an earlier answer")
            for record in self._answers.values()
            if record.pair not in set(replaced)
        ]
        return [*before, *earlier]

    def _write(self) -> None:
        text = with_records(self._before.text, tuple(self._answers.values())) if self._answers else self._before.text
        self.file = write_judgements(self.file, text)
