"""Words as Universal Dependencies cuts them, as spans of a text: clitics apart, hyphens apart, affixes kept."""

import re

from newsgraph.model import Span

_ABBREVIATIONS = (
    "Mr Mrs Ms Mx Dr Prof Sr Jr St Ste Sen Sens Rep Reps Gov Govs Gen Col Lt Maj Capt Cpl Sgt Adm Cmdr Rev Hon Fr Msgr"
    " Pres Supt Insp Pvt Brig Amb Messrs Mme Mlle Dra Sra Atty Asst Dept Univ Assn Inc Corp Co Cos Ltd Bros Jan Feb Mar"
    " Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Ala Ariz Ark Calif Colo Conn Del Fla Ga"
    " Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Ont Que Alta Ave"
    " Blvd Rd vs v etc approx al cf Vol Fig pp Sec Art Pub Stat Cir Cong Ct Supp Esq Mt Ft"
)
_AFFIXES = (
    "anti|auto|bi|co|counter|cross|de|e|extra|ex|inter|intra|macro|mega|micro|mid|mini|multi|neo|non|over|pan|para|post|pre"
    "|pro|proto|pseudo|quasi|re|semi|socio|sub|super|trans|ultra|un|under|uni|vice"
)
_PATTERN = re.compile(
    rf"""
      https?://[^\s<>"”)]*[^\s<>"”).,;:!?] | www\.[^\s<>"”)]*[^\s<>"”).,;:!?]
    | [\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+
    | [@\#]\w+
    | Ph\.D\.? | (?:[^\W\d_]\.){{2,}}
    | ['’]\d\ds?(?!\w)
    | (?:{"|".join(_ABBREVIATIONS.split())})\.(?!\w)
    | [A-Z]\.(?=\s+[A-Z])
    | (?:\d+-){{1,3}}\d{{3,}}(?!\w) | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|ers)?(?!\w) | \d+(?:[.,:]\d+)*
    | Nos?\.(?=\s*\d)
    | [Cc]an(?=not\b) | (?:[Gg]on|[Ww]an)(?=na\b) | [Gg]ot(?=ta\b)
    | [OoDdLlMmNn]['’][^\W\d_]{{2,}}(?=\b) | [A-Z]+&[A-Z]+
    | [^\W_]+(?=[Nn]['’][Tt]\b) | [Nn]['’][Tt](?!\w)
    | ['’](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M)(?!\w)
    | (?!E[Xx]-)(?i:{_AFFIXES})-(?!the\b)(?:[^\W\d_]{{2,}})
    | [^\W_]+(?:['’](?!(?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M)(?!\w))[^\W_]+)+
    | [^\W_]+
    | \.{{2,}} | -{{2,}} | [!?]{{2,}} | _+ | \*+ | =+
    | \S
    """,
    re.VERBOSE,
)
_LONGEST = 200
"""A longer word is cut: no word of a language is, and one word must not fill a window."""


def words(text: str, within: Span) -> list[Span]:
    """Return the words of a stretch, in order; every character that is not space lies in exactly one.

    The cuts are those of the English treebanks of Universal Dependencies 2 (guidelines of EWT and GUM).
    """
    found: list[Span] = []
    for match in _PATTERN.finditer(text, within.start, within.end):
        start, end = match.span()
        if end - start <= _LONGEST:
            found.append(Span(start, end))
        else:
            found += [Span(low, min(low + _LONGEST, end)) for low in range(start, end, _LONGEST)]
    return found
