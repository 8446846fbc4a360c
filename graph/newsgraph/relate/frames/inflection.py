"""The forms an English verb or noun takes: by rule, with the exceptions that news needs."""

_VOWELS = "aeiou"
_IRREGULAR = (
    "be was been, bear bore born, beat beat beaten, become became become, begin began begun, bring brought, "
    "build built, buy bought, choose chose chosen, come came come, cut cut, fight fought, find found, "
    "flee fled, fly flew flown, get got gotten, give gave given, go went gone, grow grew grown, have had, "
    "hear heard, hit hit, hold held, hurt hurt, keep kept, lay laid, lead led, leave left, lose lost, "
    "make made, meet met, overthrow overthrew overthrown, pay paid, quit quit, run ran run, see saw seen, "
    "seek sought, sell sold, send sent, serve served, shoot shot, sit sat, slay slew slain, "
    "speak spoke spoken, stand stood, steal stole stolen, strike struck, swear swore sworn, take took taken, "
    "teach taught, throw threw thrown, uphold upheld, wed wed, win won, withdraw withdrew withdrawn, "
    "write wrote written, say said, tell told, think thought, mean meant, let let, set set, put put, read read, "
    "forbid forbade forbidden, draw drew drawn, drive drove driven, fall fell fallen, know knew known, catch caught, "
    "understand understood, rise rose risen, break broke broken, spend spent, sweep swept, blow blew blown, "
    "sink sank sunk, stick stuck, feel felt, split split, burst burst, wear wore worn, eat ate eaten, ride rode ridden,"
    " shake shook shaken, tear tore torn, overrun overran overrun, freeze froze frozen, bleed bled"
)
_IRREGULAR_PAST = {lemma: (forms[0], forms[-1]) for lemma, *forms in map(str.split, _IRREGULAR.split(", "))}
_IRREGULAR_PLURAL = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "wife": "wives", "crisis": "crises",
    "midwife": "midwives", "thief": "thieves",
    "life": "lives", "foot": "feet",
}  # fmt: skip
_BOTH_WAYS = ("cel", "vel", "bel", "pel", "nel", "rel", "rol", "nal", "val")
_DOUBLING = frozenset(
    "commit permit admit transfer refer confer ban rob stab plan drop stop step wed acquit kidnap worship slam gun net"
    " nab bar rip whip".split()
)


def verb_forms(lemma: str) -> dict[str, str]:
    """Return each form of a verb with what it may be: `base`, `third`, `past`, `participle` or `ing`, parted by |."""
    past, participle = _IRREGULAR_PAST.get(lemma, (_past(lemma),) * 2)
    found: dict[str, str] = {}
    for form, what in (
        (lemma, "base"),
        (_with_s(lemma), "third"),
        (past, "past"),
        (participle, "participle"),
        (_ing(lemma), "ing"),
    ):
        found[form] = f"{found[form]}|{what}" if form in found else what
    if lemma.endswith(_BOTH_WAYS) and len(lemma) > 4:
        # `canceled` and `cancelled`; `expelled` has the second form only, and the first does no harm.
        found |= {f"{lemma}led": "past|participle", f"{lemma}ling": "ing"}
    return found


def past_forms() -> frozenset[str]:
    """Return the irregular pasts, but for those that are present forms too."""
    return frozenset(past for lemma, (past, _) in _IRREGULAR_PAST.items() if past != lemma)


def noun_forms(lemma: str) -> tuple[str, str]:
    """Return the singular and the plural of a noun, of whose words the last is inflected."""
    before, space, last = lemma.rpartition(" ")
    if last in _IRREGULAR_PLURAL:
        return lemma, before + space + _IRREGULAR_PLURAL[last]
    for ending, plural in (("woman", "women"), ("man", "men")):
        if last.endswith(ending) and last not in ("human", "roman", "german"):
            return lemma, before + space + last[: -len(ending)] + plural
    return lemma, before + space + _with_s(last)


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")) or word in ("veto", "go", "hero", "echo"):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}s"


def _past(word: str) -> str:
    if word.endswith("e"):
        return f"{word}d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ied"
    return f"{_doubled(word)}ed"


def _ing(word: str) -> str:
    if word.endswith("ie"):
        return f"{word[:-2]}ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and len(word) > 2:
        return f"{word[:-1]}ing"
    return f"{_doubled(word)}ing"


def _doubled(word: str) -> str:
    short = len(word) > 2 and _is_closed(word) and sum(letter in _VOWELS for letter in word) == 1
    return word + word[-1] if short or word in _DOUBLING or word.endswith("begin") else word


def _is_closed(word: str) -> bool:
    return word[-1] not in _VOWELS + "wxyhrk" and word[-2] in _VOWELS and word[-3] not in _VOWELS
