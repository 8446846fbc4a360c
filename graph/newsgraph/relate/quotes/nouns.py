"""Which common nouns stand for those who speak, and which for words on paper."""

from functools import cache

from newsgraph.gazetteers import names, rows

_DOCUMENTS = frozenset(
    "account act ad advert advertisement affidavit agreement analysis app article audit banner bill book brief"
    " census chart clause commercial complaint constitution contract data deal decision document e-mail editorial"
    " email estimate evidence figure filing finding flyer forecast guideline headline indictment inscription label"
    " law lawsuit leaflet legend letter map memo menu message model motion news note notice order page petition"
    " placard plan plaque policy poll post poster record recording release report research result review rule"
    " rules ruling rumor rumour schedule shirt sign site statement statistic story study suit summary"
    " survey t-shirt testimony text tradition transcript treaty tweet video warrant website word".split()
)
_ENDINGS = (
    "er", "or", "ist", "man", "woman", "person", "men", "women", "people", "ian", "ee", "ant", "ent", "official",
    "ers", "ors", "ists", "ians", "ees", "ants", "ents", "officials",
)  # fmt: skip
_FALSE_ENDINGS = frozenset(
    "accident accidents agreement agreements amendment answer answers argument arguments center centers centre"
    " chapter chapters computer computers content danger dangers department development developments document"
    " documents error errors event events factor factors grant grants incident incidents instrument intent"
    " investment investments letter letters matter matters moment moments monument movement movements newspaper"
    " number numbers order orders paper papers payment percent plant plants power restaurant"
    " restaurants river sector segment statement statements summer tower treatment vector warrant warrants water"
    " weather winter".split()
)
_LISTED = frozenset(
    "activists agency aide army attorney attorneys aunt authorities bank board boss boy brother charity chief"
    " child church clerk coach coalition committee company comrade comrades council couple court cousin critics"
    " crowd dad daughter department doctors experts families family farmer father firm friend friends girl"
    " government group guard guards guy head hospital husband judge judges jury kid lawyers locals man management"
    " mayor member members men migrants military ministry mom monk mother neighbors neighbours network nurse nurses"
    " office officials organisation organization panel parents party people police priest prosecutors refugees"
    " relatives residents school scientists sister son source sources spokespeople staff students survivor survivors"
    " team tenants uncle union university victim victims wife witness witnesses woman women".split()
)


def can_speak(noun: str) -> bool:
    """Return whether a common noun, in lower case, is one for people or bodies."""
    if noun in _LISTED or noun in _roles() or noun.removesuffix("s") in _roles():
        return True
    return noun.endswith(_ENDINGS) and noun not in _FALSE_ENDINGS and noun not in _DOCUMENTS and len(noun) > 4


def is_document(noun: str) -> bool:
    """Return whether a noun in lower case is one for words on paper or the like, whose author is not told."""
    return noun in _DOCUMENTS or noun.removesuffix("s") in _DOCUMENTS


@cache
def _roles() -> frozenset[str]:
    listed = (name for *_, words in rows("roles") for name in names(words))
    return frozenset(word.lower().rpartition(" ")[2].removesuffix(".") for word in listed)
