"""Which common nouns stand for those who speak, and which for words on paper."""

from functools import cache

from newsgraph.gazetteers import names, rows

_DOCUMENTS = frozenset(
    "account act ad advert advertisement affidavit agreement analysis app article assessment audit banner bill book"
    " brief census chart clause commercial complaint constitution contract data deal decision document e-mail"
    " editorial email estimate evidence figure filing finding flyer forecast guideline headline indictment inscription"
    " label law lawsuit leaflet legend letter map memo menu message model motion news note notice order page petition"
    " placard plan plaque policy poll post poster record recording release report research result review rule rules"
    " ruling rumor rumour schedule shirt sign site statement statistic story study suit summary survey t-shirt"
    " testimony text tradition transcript treaty tweet video warning warrant website word".split()
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
BODIES = frozenset(
    "administration agency airline alliance army assembly association authority band bank board body broadcaster"
    " cabinet campaign carrier chain chamber charity church club coalition college commission committee company"
    " congress consulate corporation council court defence defense delegation department division embassy faction"
    " federation firm force foundation government group hospital house inquiry institute institution insurer jury"
    " leadership league legislature magazine majority maker manufacturer media militia ministry minority mission"
    " movement museum navy network newspaper office operator opposition organisation organization palace panel"
    " parliament party police press prosecution publisher regulator school senate service side society squad staff"
    " station syndicate team tribunal trust union university watchdog".split()
)
"""Bodies that speak with one voice."""
_PEOPLE = frozenset(
    "adult advocate aide ally applicant associate attorney aunt bishop boss boy brother bystander captain cardinal"
    " chair champion chief child clergy cleric clerk coach colleague colonel comrade constable cop coroner counsel"
    " counterpart couple cousin creditor crew critic crowd dad daughter defendant delegate deputy detective diplomat"
    " director doctor driver economist elder envoy expert eyewitness family fan farmer father fisherman foreman friend"
    " general girl governor graduate guard guest guide guy head host husband imam insider judge kid king lawyer"
    " lieutenant local magistrate major man management marshal mate mayor medic member migrant militant minister mom"
    " monk mother mum neighbor neighbour nurse official onlooker owner pair partner patient peer pensioner pilot pope"
    " premier president priest prince princess prosecutor pupil queen rabbi rebel refugee relative resident rival"
    " sailor scientist secretary senator sergeant sheikh sheriff sibling sister skipper soldier son source spokesman"
    " spokesperson spokeswoman spouse student surgeon survivor teen tenant treasurer trio troop uncle veteran victim"
    " villager volunteer widow wife witness woman worker youth".split()
)
_LISTED = BODIES | _PEOPLE
_PLURALS = frozenset(
    "authorities clergymen families fishermen forces kids locals management medics men midwives parents people police"
    " sources spokespeople troops wives women".split()
)


def can_speak(noun: str) -> bool:
    """Return whether a common noun, in lower case, is one for people or bodies."""
    forms = _singulars(noun)
    if noun in _PLURALS or any(form in _LISTED or form in _roles() for form in forms):
        return True
    if noun.endswith(("ment", "ments")):
        return False
    return noun.endswith(_ENDINGS) and noun not in _FALSE_ENDINGS and noun not in _DOCUMENTS and len(noun) > 4


def is_body(noun: str) -> bool:
    """Return whether a noun in lower case is one for a body, of which “it said” may be written."""
    return noun in BODIES


def is_plural(noun: str) -> bool:
    """Return whether a noun for those who speak stands for several."""
    return noun in _PLURALS or noun.endswith("men") or any(form in _LISTED for form in _singulars(noun)[1:])


def _singulars(noun: str) -> tuple[str, ...]:
    """Return a noun and what it may be the plural of."""
    found = [noun]
    if noun.endswith("ies"):
        found.append(noun[:-3] + "y")
    if noun.endswith(("ches", "sses", "xes")):
        found.append(noun[:-2])
    if noun.endswith("s") and not noun.endswith("ss"):
        found.append(noun[:-1])
    return tuple(found)


def is_document(noun: str) -> bool:
    """Return whether a noun in lower case is one for words on paper or the like, whose author is not told."""
    return noun in _DOCUMENTS or noun.removesuffix("s") in _DOCUMENTS


@cache
def _roles() -> frozenset[str]:
    listed = (name for *_, words in rows("roles") for name in names(words))
    return frozenset(word.lower().rpartition(" ")[2].removesuffix(".") for word in listed)
