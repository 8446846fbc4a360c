"""Labels for the kinds that a corpus does not mark: demonyms and laws where lists and grammar are sure, else open."""

from collections.abc import Iterable, Sequence

from document import ANY, Name, Sentence, kind_set, sentence_of

from newsgraph.extract.embedded.labels import OUTSIDE
from newsgraph.extract.laws import find_laws
from newsgraph.extract.lexicon import lexicon, straight
from newsgraph.model import Kind

_SURE_LAW = 0.8
_SPEECH = frozenset("language languages word words speaker speakers".split())
_NO_NOUN = frozenset(
    "and or in at on of to by for from with as is was are were has had but that which who when than".split()
)
_LONGEST_DEMONYM = 3


def complete(
    text: str,
    names: Iterable[Name],
    *,
    marked: frozenset[Kind],
    loose: Sequence[tuple[int, int]] | None = None,
) -> Sentence:
    """Return the sentence with laws and groups added where the corpus marks none, and doubt left open.

    `marked` are the kinds the corpus marks throughout; `loose` are stretches it calls names of another sort (MISC).
    Where it has no such label, capitalised words outside all names may be of any kind it is silent on.
    """
    known = list(names)
    if Kind.LEGISLATION not in marked:
        known = _with_laws(text, known)
    if Kind.GROUP not in marked:
        known = _with_groups(text, known, loose or ())
    silent = [kind for kind in (Kind.GROUP, Kind.LEGISLATION, Kind.EVENT) if kind not in marked]
    may_be = kind_set(silent) | 1 << OUTSIDE
    doubtful = loose if loose is not None else _capitals(text) if silent else []
    stretches = [(start, end, may_be) for start, end in doubtful]
    return sentence_of(text, known, stretches)


def languages(sentence: Sentence) -> Sentence:
    """Return the sentence with demonyms left open where they may be languages: in the singular, with no noun behind."""
    allowed = list(sentence.allowed)
    group = kind_set([Kind.GROUP])
    for at, tags in enumerate(allowed):
        if not tags & group or tags & ~group:
            continue
        form, behind = sentence.forms[at], sentence.forms[at + 1 : at + 2]
        qualifies = behind and (behind[0][0].islower() or allowed[at + 1] & group) and behind[0] not in _NO_NOUN
        if (not qualifies and not form.endswith(("s", "men", "women"))) or {*sentence.forms[at + 1 : at + 2]} & _SPEECH:
            allowed[at] = tags | 1 << OUTSIDE
    return Sentence(sentence.forms, sentence.spaced, tuple(allowed), sentence.parse)


def is_demonym(words: str) -> bool:
    """Return whether the lists hold the words as a people, a faith or a following, and as nothing else."""
    listed = lexicon().phrases.get(straight(words))
    return listed is not None and listed.kind is Kind.GROUP


def _with_laws(text: str, names: list[Name]) -> list[Name]:
    laws = [Name(law.span.start, law.span.end, Kind.LEGISLATION) for law in find_laws(text) if law.score >= _SURE_LAW]
    apart = [name for name in names if not any(law.start < name.end and name.start < law.end for law in laws)]
    kept = [law for law in laws if not any(name.start < law.start and law.end < name.end for name in names)]
    return sorted([*apart, *kept]) if len(kept) == len(laws) else names


def _with_groups(text: str, names: list[Name], loose: Sequence[tuple[int, int]]) -> list[Name]:
    changed = [name._replace(kind=Kind.GROUP) if is_demonym(text[name.start : name.end]) else name for name in names]
    taken = [*((name.start, name.end) for name in changed), *loose]
    probe = sentence_of(text, [])
    starts, at = [], 0
    for form in probe.forms:
        at = text.index(form, at)
        starts.append(at)
        at += len(form)
    word = 0
    while word < len(starts):
        size = next(
            (
                size
                for size in range(_LONGEST_DEMONYM, 0, -1)
                if word + size <= len(starts)
                and is_demonym(text[starts[word] : starts[word + size - 1] + len(probe.forms[word + size - 1])])
            ),
            0,
        )
        if size:
            span = (starts[word], starts[word + size - 1] + len(probe.forms[word + size - 1]))
            if not any(low < span[1] and span[0] < high for low, high in taken):
                changed.append(Name(*span, Kind.GROUP))
        word += max(1, size)
    return _compounds(sorted(changed), text)


def _compounds(names: list[Name], text: str) -> list[Name]:
    """Return the names, peoples that stand side by side as one: Japanese Americans."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        if last and last.kind is name.kind is Kind.GROUP and text[last.end : name.start] in (" ", "-"):
            joined[-1] = last._replace(end=name.end)
        else:
            joined.append(name)
    return joined


def _capitals(text: str) -> list[tuple[int, int]]:
    """Return the capitalised words that are not common words at a sentence's start."""
    probe = sentence_of(text, [])
    found, at = [], 0
    common = lexicon().common
    for number, form in enumerate(probe.forms):
        at = text.index(form, at)
        if form[0].isupper() and (number or form.lower() not in common):
            found.append((at, at + len(form)))
        at += len(form)
    return found


__all__ = ["ANY", "complete", "is_demonym", "languages"]
