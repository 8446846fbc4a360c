"""The clauses that cues give: what was said, promised, denied or called so."""

from newsgraph.model import Span
from newsgraph.relate.quotes.cues import Cue
from newsgraph.relate.quotes.passage import Tree

LONGEST = 100
"""The trees of longer sentences are not trusted with clauses."""
_NEVER = frozenset("not n't n’t never hardly".split())
_UNREAL = frozenset("would could might may should can must will 'll ’ll shall".split())
_CONDITIONS = frozenset("if unless whether until".split())
_SUBORDINATORS = frozenset(["that"])
_CLAUSES = ("ccomp",)
_TOLD = frozenset(
    "told tell tells telling assured assures warned warns warning reminded reminds reminding informed asked asks asking"
    " promised promises briefed texted emailed".split()
)
"""Verbs whose object hears what is said."""
_SUBJECTS = ("nsubj",)
_TAILS = ("obl", "obj", "advcl", "ccomp", "xcomp")
_STATING = frozenset("neutral claimed admitted warned".split())
_RELATIVE = frozenset("which that who whom whose what".split())
_FINITE = ("nsubj", "csubj", "expl")
_SAYS = frozenset("said say says saying".split())
_TIMES = frozenset("when while as after before since although though because asked".split())
_OPENERS = frozenset("DET NOUN PROPN PRON NUM ADJ SYM".split())
_MARKS = frozenset(['"', "”", "’", "''", "»", "'"])
_FEWEST = 3
_NEAR = 8


def content_of(number: int, cue: Cue, tree: Tree, *, said_before: int | None = None) -> Span | None:
    """Return the stretch that a cue gives as somebody's words; None where the tree shows none.

    Args:
        number: the cue's place in its sentence.
        cue: what the list says of it.
        tree: the sentence.
        said_before: where the words for the speaker start, if they stand right before the cue.
    """
    if len(tree.words) > LONGEST:
        return None
    found = _said(number, tree) if "clause" in cue.takes else None
    if found is None and "verb" in cue.takes:
        found = _promised(number, tree)
    if found is None and "clause" in cue.takes and said_before is not None:
        found = _rest(number, tree) if tree.form(number) in _SAYS else None
        if found is None and cue.stance in _STATING:
            found = clause_before(number, said_before, tree)
    return found


def _said(number: int, tree: Tree) -> Span | None:
    speaker = subject_before_pronoun(number, tree)
    if speaker is not None:
        return clause_of(tree.words[number].head, tree, without=frozenset({number, speaker}))
    clauses = [child for child in tree.children[number] if tree.relation(child) in _CLAUSES]
    if clauses:
        clause = next((child for child in clauses if child > number), clauses[0])
        apart = frozenset(child for child in tree.children[clause] if child < number < clause)
        if tree.form(min(number + 1, len(tree.words) - 1)) == ",":
            apart = frozenset()  # “The dam, Orlov said, is safe.”
        if any(tree.form(child) in _RELATIVE for child in apart):
            return None
        told = clause_of(clause, tree, without=apart | _hearer(clause, number, tree))
        told = _with_object(_with_tail(told, number, tree), number, tree)
        return None if told is not None and _lacks_subject(told, number, tree) else told
    if told := _in_writing(number, tree):
        return told
    above = tree.words[number].head
    if tree.relation(number) == "advcl" and above > number and _opens_with_as(number, tree) and is_finite(above, tree):
        return clause_of(above, tree, without=frozenset({number}))
    if number + 2 < len(tree.words) and tree.form(number + 1) in ("how", "why"):
        return _rest(number, tree, asked=True)
    if tree.relation(number) == "parataxis" and above != number and is_finite(above, tree):
        told = clause_of(above, tree, without=frozenset({number}))
        return told if told and _beside(told, number, tree) else None
    behind = (c for c in tree.children[number] if tree.relation(c) == "parataxis" and c > number)
    after = next((child for child in behind if is_finite(child, tree)), None)
    if after is None or tree.child(number, "obj", "obl") is not None:
        return None
    told = clause_of(after, tree)
    between = tree.text[tree.words[number].end : told.start] if told else ";"
    return told if not set(between) & set(";.—–") else None


def subject_before_pronoun(number: int, tree: Tree) -> int | None:
    """Return who speaks where the verb behind was taken for the main one: “a teacher shared she hoped for rain”."""
    above = tree.words[number].head
    if above <= number or tree.relation(number) not in ("advcl", "acl", "amod", "parataxis", "dep"):
        return None
    subjects = [child for child in tree.children[above] if tree.relation(child) == "nsubj"]
    if len(subjects) != 2 or tree.child(number, "nsubj", "mark", "obj", "case") is not None:
        return None
    speaker, pronoun = subjects
    straight = speaker < number and pronoun == number + 1 and tree.words[pronoun].upos == "PRON"
    return speaker if straight else None


def _hearer(clause: int, number: int, tree: Tree) -> frozenset[int]:
    """Return the first of two subjects behind “told”, which is who was told: “told a crowd last night, it is good”."""
    subjects = [child for child in tree.children[clause] if tree.relation(child) == "nsubj"]
    named = len(subjects) > 1 and tree.words[subjects[0]].upos in ("NOUN", "PROPN")
    heard = named and number < subjects[0] < clause and tree.form(number) in _TOLD
    return frozenset(subjects[:1]) if heard else frozenset()


def _opens_with_as(number: int, tree: Tree) -> bool:
    """Return whether a cue opens its sentence so: “As Orlov told the Gazette, the dam is safe”."""
    mark = tree.child(number, "mark")
    if tree.form(number) not in _TOLD and tree.child(number, "obj", "obl") is not None:
        return False
    return mark is not None and tree.form(mark) == "as" and mark <= 1


def _rest(number: int, tree: Tree, *, asked: bool = False) -> Span | None:
    """Return all behind “says” where the tree shows no clause but the words are one: “says most of it is gone”."""
    first = number + 1 + (number + 1 < len(tree.words) and tree.form(number + 1) == "that")
    joined = [c for c in tree.children[number] if c > number and tree.relation(c) == "conj"]
    last = min((tree.subtree(child)[0] for child in joined), default=len(tree.words))
    numbers = list(range(first, last))
    while numbers and tree.words[numbers[-1]].upos in ("PUNCT", "CCONJ"):
        numbers.pop()
    opens = asked or (tree.words[first].upos in _OPENERS and tree.form(first) not in ("as", "so")) if numbers else False
    if len(numbers) < _FEWEST or not opens:
        return None
    quoted = any(tree.form(word) in _MARKS for word in range(max(0, number - _NEAR), number))
    adjunct = not asked and tree.words[first].head == number and tree.relation(first) in ("obl", "advmod")
    if quoted or adjunct or not any(tree.relation(word) in _FINITE for word in numbers):
        return None
    return tree.span(numbers)


def clause_before(number: int, start: int, tree: Tree) -> Span | None:
    """Return what stands before a speaker and a cue that end a sentence or are set off: “Ten died, officials said.”.

    Args:
        number: the cue's place in its sentence.
        start: the place of the first word for the speaker.
        tree: the sentence.
    """
    if start < _FEWEST or tree.form(start - 1) != "," or tree.form(start - 2) in _MARKS:
        return None
    if tree.words[number].relation == "acl:relcl" or tree.child(number, "xcomp", "ccomp", "mark") is not None:
        return None
    if tree.form(number) not in _TOLD and tree.child(number, "obj") is not None:
        return None
    numbers = list(range(start - 1))
    opens = tree.words[0].upos == "SCONJ" or tree.form(0) in _CONDITIONS or tree.form(0) in _TIMES
    if opens and not any(tree.form(word) == "," for word in numbers):
        return None
    while numbers and tree.words[numbers[0]].upos in ("PUNCT", "CCONJ"):
        numbers.pop(0)
    behind = range(number + 1, len(tree.words))
    if any(tree.relation(word) in _FINITE for word in behind):
        if number + 1 >= len(tree.words) or tree.form(number + 1) != ",":
            return None
        if not any(tree.form(word) in _SAYS for word in behind):
            numbers += [*range(start - 1, len(tree.words))]
    while numbers and tree.words[numbers[-1]].upos == "PUNCT":
        numbers.pop()
    if len(numbers) < _FEWEST or not any(tree.relation(word) in _FINITE for word in numbers if word < start):
        return None
    return tree.span(numbers)


def _promised(number: int, tree: Tree) -> Span | None:
    clause = tree.child(number, "xcomp")
    if clause is None or clause < number or tree.words[clause].upos not in ("VERB", "AUX", "NOUN", "ADJ"):
        return None
    return clause_of(clause, tree)


def judged(number: int, tree: Tree) -> Span | None:
    """Return the objects of a verb, which are somebody's words as far as they stand in quotation marks."""
    if len(tree.words) > LONGEST:
        return None
    if any(tree.words[child].relation == "nsubj:pass" for child in tree.children[number]):
        return next((clause_of(child, tree) for child in tree.children[number] if _is_verdict(child, tree)), None)
    thing = tree.child(number, "obj", "xcomp", "obl")
    if thing is None or thing < number:
        return None
    others = (child for child in tree.children[number] if child > thing)
    last = next((child for child in others if tree.relation(child) in ("xcomp", "obl", "advcl")), None)
    return tree.span([*tree.subtree(thing), *(tree.subtree(last) if last is not None else [])])


def _is_verdict(word: int, tree: Tree) -> bool:
    """Return whether a phrase says what something was called: “described by Pell as “a gift to thieves””."""
    case = tree.child(word, "case", "mark")
    return tree.relation(word) in ("obl", "advcl") and case is not None and tree.form(case) == "as"


def _in_writing(number: int, tree: Tree) -> Span | None:
    """Return the clause that was read as the letter's: “said in a letter that classes would resume”."""
    for child in tree.children[number]:
        if tree.relation(child) != "obl" or child < number:
            continue
        clause = tree.child(child, "acl", "ccomp")
        mark = tree.child(clause, "mark") if clause is not None else None
        if clause is not None and mark is not None and tree.form(mark) == "that" and is_finite(clause, tree):
            return clause_of(clause, tree)
    return None


def _with_object(clause: Span | None, number: int, tree: Tree) -> Span | None:
    """Return a clause with the words right before it that were read as an object: “noted the findings show …”."""
    if clause is not None and tree.form(number) in _SAYS and number + 2 < len(tree.words):
        first = next((word for word in tree.words[number + 1 :] if word.start >= clause.start), None)
        if first is not None and first.upos == "AUX" and tree.form(number + 1) != "that":
            # “says the $5,000 in prizes will go”: the subject was read as the object of “says”.
            return Span(tree.words[number + 1].start, clause.end)
    thing = tree.child(number, "obj")
    if clause is None or thing is None or thing < number or tree.form(number) in _TOLD:
        return clause
    span = tree.span(tree.subtree(thing))
    return Span(span.start, clause.end) if span.end + 1 == clause.start else clause


def _lacks_subject(clause: Span, number: int, tree: Tree) -> bool:
    """Return whether a clause behind a cue starts with “was” or the like: its subject was read as another's."""
    first = next((word for word in tree.words[number + 1 :] if word.start >= clause.start), None)
    return first is not None and first.upos == "AUX" and clause.start > tree.words[number].end + 1


def _with_tail(clause: Span | None, number: int, tree: Tree) -> Span | None:
    """Return a clause with the phrase right behind it that was hung on the cue: “says they are to blame for it”."""
    if clause is None or clause.start < tree.words[number].end:
        return clause
    behind = next((at for at, word in enumerate(tree.words) if word.start >= clause.end), None)
    tail = [child for child in tree.children[number] if tree.relation(child) in _TAILS]
    for child in tail:
        numbers = tree.subtree(child)
        within = tree.words[numbers[0]].start >= clause.start
        if behind is not None and within and numbers[0] <= behind <= numbers[-1] and tree.words[behind].upos != "PUNCT":
            while tree.words[numbers[-1]].upos == "PUNCT":
                numbers.pop()
            return Span(clause.start, tree.words[numbers[-1]].end)
    return clause


def _beside(clause: Span, number: int, tree: Tree) -> bool:
    """Return whether a cue stands right behind a clause or in the midst of it, with its subject and commas only."""
    if tree.child(number, "obj", "xcomp", "ccomp") is not None:
        return False
    subject = tree.child(number, *_SUBJECTS)
    parts = tree.subtree(number)
    if subject is None or tree.words[parts[0]].start < clause.start:
        return False
    start = min(tree.words[part].start for part in parts if tree.words[part].upos != "PUNCT")
    return start < clause.end or tree.text[clause.end : start].strip() in ("", ",")


def is_finite(word: int, tree: Tree) -> bool:
    """Return whether a word heads a clause with a subject."""
    return tree.child(word, "nsubj", "csubj", "expl") is not None


def clause_of(word: int, tree: Tree, *, without: frozenset[int] = frozenset()) -> Span | None:
    """Return the stretch of a clause, without “that” and the punctuation at its edges."""
    numbers = tree.subtree(word, without=without | _loose(word, tree))
    while numbers and (tree.words[numbers[0]].upos in ("PUNCT", "CCONJ") or _opens_clause(numbers[0], word, tree)):
        numbers.pop(0)
    while numbers and tree.words[numbers[-1]].upos == "PUNCT":
        numbers.pop()
    return tree.span(numbers) if len(numbers) > 1 else None


def _loose(word: int, tree: Tree) -> frozenset[int]:
    """Return verbs joined to a predicate noun that may as well be joined to the cue: “said it was a lie and left”."""
    if tree.child(word, "cop") is None:
        return frozenset()
    return frozenset(
        child
        for child in tree.children[word]
        if tree.relation(child) == "conj"
        and tree.words[child].upos == "VERB"
        and tree.child(child, "nsubj", "aux", "cop", "mark") is None
    )


def _opens_clause(number: int, word: int, tree: Tree) -> bool:
    if tree.words[number].head != word:
        return False
    form, relation = tree.form(number), tree.relation(number)
    return (form in _SUBORDINATORS and relation == "mark") or (form == "as" and relation == "case")


def is_real(number: int, tree: Tree) -> bool:
    """Return whether a clause was said: not “did not say”, “would say”, “if she says”, “did she say …?”.

    “What it says are mistakes” gives no clause either.
    """
    if number > 1 and tree.form(number - 2) == "what" and tree.words[number - 1].upos == "PRON":
        return False
    asked = tree.form(len(tree.words) - 1) == "?"
    for child in tree.children[number]:
        form, relation = tree.form(child), tree.relation(child)
        if form in _NEVER or (relation == "aux" and (form in _UNREAL or asked)):
            return False
        if relation == "mark" and form in _CONDITIONS:
            return False
    return not (tree.relation(number) == "xcomp" and tree.form(tree.words[number].head) in ("refused", "declined"))
