"""Which way the words around a date look: to what is past, or to what is still to come."""

import re

_PAST = (
    "said told was were had did wrote began rose fell came went met held left took flew sank struck broke gave got made"
    " saw shot won lost drew drove fought found fled froze grew heard hid hung kept knew led lay meant paid ran rang"
    " sang sat sent shook sold sought spent spoke spun stole stood stuck swam swept swore taught threw understood"
    " withdrew woke wore beat became bought brought built burnt caught chose dealt has have"
).split()
_SCHEDULED = (
    "opens closes starts begins ends meets arrives returns resumes expires appears flies sails travels launches"
    " concludes reopens departs convenes retires resigns marks"
).split()
"""The present tense of what goes by the calendar, which tells of what is to come: `the council meets on Thursday`."""
_SCHEDULED_PLURAL = "open close start begin end meet leave arrive return resume expire vote reopen depart".split()
_VOTERS = "council board parliament assembly senate house committee congress union panel cabinet country city".split()
_NO_PAST = "need speed indeed hundred red bed feed seed breed exceed succeed proceed united naked sacred".split()
_DUE = r"(?:due|scheduled|expected|planned|slated|set)"
_TO_COME = (
    r"be\s\w+|resume|begin|start|open|vote|meet|hold|appear|return|close|end|sail|leave|arrive|take|go|play|face|expire|stand"
    "|report|give|hear|speak|visit|sign|launch|finish|fly|testify|travel|run|reopen|retire|join|host|address"
)
"""Verbs behind `due to`, which is otherwise as often because of."""
_COUNTS = "dozens|scores|hundreds|many|several|one|two|three|four|five|six|seven|eight|nine|ten"
_BACK = (
    rf"had\s(?:been\s)?{_DUE}|did(?:\snot|n['’]t)\s\w+"
    r"|(?:failed|refused|managed|forced|unable|able|used|tried|hoped|wanted|ordered|allowed)\sto\s\w+"
    r"|(?:would|could)\snot\s(?:immediately\s)?(?:be\sreached|comment|say|confirm|discuss|answer)|(?:than|as)\sexpected"
    r"|speaking|in\san?\s(?:interview|statement|speech|letter|post|report)"
    rf"|{'|'.join(_PAST)}|(?!(?:{'|'.join(_NO_PAST)}|\w*planned|scheduled|expected|slated)\b)\w{{2,24}}ed"
)
_AHEAD = (
    r"(?:will|won['’]t|['’]ll|shall|would|must|may|might|could|should|can)(?!\shave\b)"
    r"(?:\s(?:\w+\s){0,2}?be(?:\s\w+ly)?\s\w+|\s\w+)?"
    r"|to\sbe\s\w+|(?:is|are)\s(?:to|being)\s\w+|(?:was|were)\sto\s(?!have\b)\w+"
    rf"|scheduled|expected|due(?!\sto\b)|due\sto\s(?:{_TO_COME})|upcoming|plans?\s(?:to|for)|planned|planning|slated|poised|set\s(?:to|for)|deadline|going\sto"
    r"|(?:hopes?|wants?|seeks?|intends?|aims?|vows?|hoping|seeking|aiming)\sto\s\w+"
    r"|to\s(?:resume|begin|start|open|vote|meet|hold|appear|return|close|end)"
    rf"|{'|'.join(_SCHEDULED)}|leaves(?!\s(?:\d|at\sleast|more|a|an|the|{_COUNTS}))|(?!(?:was|is|has|its|his|this|as|us)\s)\w{{3,24}}s\s(?:{'|'.join(_SCHEDULED_PLURAL)})"
    rf"|(?:{'|'.join(_VOTERS)})\svotes|takes\s(?:effect|office|place|part)|comes\sinto|goes\s(?:to|into|on)|runs\sout"
    r"|faces?\s(?:a\s|an\s)?(?:trial|vote|hearing|deadline|court|sentencing)|(?:is|are)\s(?:on\s)?\Z"
)
_CUE = re.compile(rf"\b(?:(?P<back>(?:{_BACK})\b)|(?P<ahead>(?:{_AHEAD})(?:\b|\Z)))")
_LIMIT = re.compile(r"\b(?:until|till|(?P<weak>for|by)|(?P<moved>to))\s(?:the\s)?\Z", re.IGNORECASE)
_PUT_OFF = re.compile(
    r"\b(?:gave|given|has|have|adjourned|postponed|delayed|suspended|extended|deferred|remanded|moved|rescheduled|put\s(?:off|back)|brought\sforward)\b",
    re.IGNORECASE,
)
_WENT_ON = re.compile(r"\b(?:lasted|continued|remained|stayed|ran|went|worked|lived|was|were)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"(?<![ap]\.m)(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\bGen)(?<!\bSen)(?<!\bGov)[.!?][”\"’']?\s(?=[A-Z“\"])|;\s|\n"
)
_ASIDE = re.compile(r",\s(?:who|which|whose|where|\w{2,24}ed)\b[^,]{0,80},")
_OWNS = re.compile(
    r"['’]s?\s(?P<coming>(?:[\w-]+\s){0,3}?"
    r"(?:vote|election|meeting|hearing|game|match|summit|talks|debate|ballot|race|session)\b)?"
)
_REACH = 100


def direction(text: str, start: int, end: int) -> int:
    """Return 1 where the words around a date tell of what is to come, -1 where of what is past, 0 where neither.

    The verb nearest before it decides; without one the first behind it: `on Friday, the council will vote`.
    """
    before = _CLAUSE_END.split(text[max(0, start - _REACH) : start + 1])[-1][:-1].lower()
    after = _CLAUSE_END.split(text[end : end + _REACH])[0].lower()
    owns = _OWNS.match(after)
    cues = [cue["ahead"] is not None for cue in _CUE.finditer(before)]
    limit = None if owns else _LIMIT.search(before)
    if limit and _PUT_OFF.search(before):
        return 1
    if limit and not limit["moved"] and (True in cues or not (limit["weak"] or _WENT_ON.search(before))):
        return 1
    if cues:
        return 1 if cues[-1] else -1
    if limit and limit["weak"] == "for":
        return 1
    if owns and not owns["coming"]:
        return 0
    first = _CUE.search(_ASIDE.sub(" ", after))
    if first:
        return 1 if first["ahead"] else -1
    return int(bool(limit and not limit["moved"]))
