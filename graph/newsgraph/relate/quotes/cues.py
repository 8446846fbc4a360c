"""The verbs that give words as a source's, from `cues.tsv`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from newsgraph.errors import NewsgraphError

CLASSES = (
    "neutral", "denied", "claimed", "admitted", "asked", "promised", "warned", "judged", "urged", "written", "voiced",
)  # fmt: skip
TAKES = ("clause", "verb", "speaker", "names", "part", "alone")
_PATH = Path(__file__).parent / "cues.tsv"


@dataclass(frozen=True, slots=True)
class Cue:
    """What a verb says of the words it gives."""

    stance: str
    """The class of the first line that lists the verb."""
    takes: frozenset[str]


@cache
def cues() -> dict[str, Cue]:
    """Return the cues that ship, by each form in lower case."""
    return read_cues(_PATH)


def stance_of(words: str) -> str | None:
    """Return how a cue puts what it gives: `neutral`, `denied`, `claimed` and so on; None for words that are no cue."""
    found = next((cues()[word] for word in words.lower().split() if word in cues()), None)
    return found.stance if found else ("neutral" if words.lower() == "according to" else None)


def read_cues(path: Path) -> dict[str, Cue]:
    """Return the cues of a file by form; a form on several lines takes what any of them says.

    Raises:
        NewsgraphError: naming the line that does not have three known columns.
    """
    known: dict[str, Cue] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NewsgraphError(f"The list of cues {path} cannot be read ({error}); install newsgraph again.") from error
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        stance, takes, forms = _columns(line, f"{path}, line {number}")
        for form in forms:
            before = known.get(form)
            known[form] = Cue(before.stance, before.takes | takes) if before else Cue(stance, takes)
    return known


def _columns(line: str, where: str) -> tuple[str, frozenset[str], list[str]]:
    columns = line.split("\t")
    if len(columns) != 3:
        raise NewsgraphError(f"{where}: a cue has three columns parted by tabs: class, what it takes, forms.")
    stance, takes, forms = columns
    if stance not in CLASSES:
        raise NewsgraphError(f"{where}: “{stance}” is no class; use one of {', '.join(CLASSES)}.")
    if wrong := [word for word in takes.split() if word not in TAKES]:
        raise NewsgraphError(f"{where}: “{wrong[0]}” is nothing that a cue takes; use {', '.join(TAKES)}.")
    listed = [form.strip().lower() for form in forms.split("|")]
    if not all(listed):
        raise NewsgraphError(f"{where}: a form is empty; write the forms parted by |.")
    return stance, frozenset(takes.split()), listed
