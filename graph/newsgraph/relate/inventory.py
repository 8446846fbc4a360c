"""What news is read for: event types, roles and predicates, with their counterparts elsewhere.

Names, labels and definitions are those of ontology/newsgraph.ttl, where each term stands too. PLOVER's categories are
those of its 2021 manual; it codes what political actors do to one another, so that much of the news has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Term:
    """An event type or a role: a concept of the vocabulary."""

    name: str
    """In prefix form: `ng:Arrest`."""
    label: str
    definition: str
    counterpart: str | None = None
    """For event types PLOVER's category, for roles schema.org's property; None where neither has one."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A property that leads from one entity to another."""

    name: str
    label: str
    definition: str
    domain: tuple[str, ...]
    """Kinds of entities that may be its subject."""
    range: tuple[str, ...]
    example: str
    counterparts: tuple[str, ...] = ()
    """Properties of like sense in Wikidata, ELI or the Organization Ontology; `^` before those that lead back."""


_PEOPLE = ("Person", "Group")
_BODIES = ("Organization", "Group")
_ACTORS = ("Person", "Group", "Organization", "Place")

_EVENT_TYPES = (
    Term("ng:Arrest", "arrest", "Someone is taken into custody.", "COERCE"),
    Term("ng:Charge", "charge", "Someone is formally accused of a crime.", "COERCE"),
    Term("ng:Trial", "trial", "Someone is tried before a court.", "ACCUSE"),
    Term("ng:Conviction", "conviction", "A court finds someone guilty.", "ACCUSE"),
    Term("ng:Sentence", "sentence", "A court sets someone's punishment.", "COERCE"),
    Term("ng:Ruling", "ruling", "A court or judge decides.", None),
    Term("ng:Detention", "detention", "Someone is held.", "COERCE"),
    Term("ng:Release", "release", "Someone held is let go.", "RETREAT"),
    Term("ng:Deportation", "deportation", "People are sent out of a country.", "COERCE"),
    Term("ng:Raid", "raid", "Officers or forces enter a place by surprise.", "COERCE"),
    Term("ng:Protest", "protest", "People show in public that they object or demand.", "PROTEST"),
    Term("ng:Strike", "strike", "Workers stop work to press a demand.", "PROTEST"),
    Term("ng:Attack", "attack", "Violence is used on people, a body or a place.", "ASSAULT"),
    Term("ng:Killing", "killing", "Someone makes another die.", "ASSAULT"),
    Term("ng:Injury", "injury", "Someone is hurt.", None),
    Term("ng:Death", "death", "Someone dies.", None),
    Term("ng:Election", "election", "Someone is chosen for an office by vote.", None),
    Term("ng:Vote", "vote", "A body decides by counting its members for and against.", None),
    Term("ng:Appointment", "appointment", "Someone is named to a post.", None),
    Term("ng:Resignation", "resignation", "Someone gives up a post.", None),
    Term("ng:Dismissal", "dismissal", "Someone is removed from a post.", None),
    Term("ng:Meeting", "meeting", "People or bodies meet or talk.", "CONSULT"),
    Term("ng:Visit", "visit", "Someone goes to see a place, a body or a person.", "CONSULT"),
    Term("ng:Agreement", "agreement", "Parties settle terms.", "AGREE"),
    Term("ng:LegislationPassed", "legislation passed", "A legislature adopts a law.", None),
    Term("ng:LegislationSigned", "legislation signed", "A head of state or government signs a law.", None),
    Term("ng:LegislationVetoed", "legislation vetoed", "A head of state or government refuses a law.", "REJECT"),
    Term("ng:LegislationIntroduced", "legislation introduced", "A law is put before a legislature.", None),
    Term("ng:LegislationRepealed", "legislation repealed", "A law or rule is ended.", None),
    Term("ng:OrderIssued", "order issued", "An official or a body orders something in writing.", None),
    Term("ng:Lawsuit", "lawsuit", "A case is brought before a court.", "ACCUSE"),
    Term("ng:Appeal", "appeal", "A decision is taken to a higher court.", None),
    Term("ng:Announcement", "announcement", "Someone makes something known.", None),
    Term("ng:Donation", "donation", "Something is given for nothing.", "AID"),
    Term("ng:Aid", "aid", "Help is sent to people in need.", "AID"),
    Term("ng:Accident", "accident", "Something goes wrong that nobody meant.", None),
    Term("ng:Disaster", "disaster", "Nature, or a fire, does harm.", None),
    Term("ng:Purchase", "purchase", "One party buys from another.", "COOPERATE"),
    Term("ng:Founding", "founding", "A body begins.", None),
    Term("ng:Award", "award", "Someone is given a prize.", None),
)

_ROLES = (
    Term("ng:Agent", "agent", "Does it.", "schema:agent"),
    Term("ng:Affected", "affected", "Has it done to them.", "schema:object"),
    Term("ng:Forum", "forum", "The body before which it happens.", None),
    Term("ng:LawApplied", "law applied", "The law under which it is done, or which is dealt with.", None),
    Term(
        "ng:Destination",
        "destination",
        "Where the affected are brought, or to whom something is given.",
        "schema:toLocation",
    ),
    Term("ng:Origin", "origin", "Where the affected are taken from.", "schema:fromLocation"),
    Term("ng:Counterpart", "counterpart", "Takes part on the other side.", "schema:participant"),
)

_PREDICATES = (
    Predicate("schema:affiliation", "affiliation", "A person belongs to a body in some way the words leave open.",
              ("Person",), ("Organization",), "Ana Ruiz of the Harlow Institute", ("wdt:P1416",)),
    Predicate("schema:worksFor", "works for", "A person is employed by a body.",
              _PEOPLE, ("Organization",), "Ana Ruiz works for Harlow Bank", ("wdt:P108",)),
    Predicate("schema:memberOf", "member of", "A person or body is a member of a body.",
              ("Person", "Organization", "Place"), ("Organization",), "Ana Ruiz, a member of the Senate",
              ("wdt:P463",)),
    Predicate("ng:leads", "leads", "A person is at the head of a body.",
              ("Person",), ("Organization",), "Ana Ruiz, the director of the Harlow Institute",
              ("org:headOf", "^wdt:P1037")),
    Predicate("ng:governs", "governs", "A person holds the highest office of a place.",
              ("Person",), ("Place",), "Boston Mayor Ana Ruiz", ("^wdt:P6",)),
    # Wikidata's P39 and the Organization Ontology's org:holds lead to the post, schema:hasOccupation to a trade.
    Predicate("ng:holdsPost", "holds post",
              "A person holds a post in a body or of a place; the words of the title are the claim's first evidence.",
              ("Person",), ("Organization", "Place"), "Ana Ruiz, the deputy director of the Harlow Institute"),
    Predicate("ng:represents", "represents", "A person speaks or acts for another, a body or a place.",
              ("Person",), ("Person", "Organization", "Place", "Group"), "Ana Ruiz, a lawyer for Omar Quell",
              ("wdt:P1268",)),
    Predicate("schema:founder", "founder", "A body was founded by a person or a body.",
              ("Organization",), ("Person", "Organization"), "Ana Ruiz, founder of Harlow Bank", ("wdt:P112",)),
    Predicate("ng:owns", "owns", "A person or body owns a body or a place.",
              ("Person", "Organization"), ("Organization", "Place"), "Ana Ruiz, the owner of Harlow Bank",
              ("wdt:P1830",)),
    Predicate("schema:homeLocation", "home", "A person or people live in a place.",
              _PEOPLE, ("Place",), "Ana Ruiz lives in Denver", ("wdt:P551",)),
    # Neither vocabulary leaves open whether one was born, raised or registered there.
    Predicate("ng:comesFrom", "comes from", "A person or people come from a place.",
              _PEOPLE, ("Place",), "Ana Ruiz is from Denver"),
    # Wikidata's P3629 qualifies an event with the age at it; who is how old changes by the day, so no item says it.
    Predicate("ng:age", "age", "How old a person is said to be, on the article's day.",
              ("Person",), ("Quantity",), "Ana Ruiz, 34, of Denver"),
    Predicate("schema:birthPlace", "birthplace", "A person was born in a place.",
              ("Person",), ("Place",), "Ana Ruiz was born in Denver", ("wdt:P19",)),
    Predicate("schema:spouse", "spouse", "Two persons are married.",
              ("Person",), ("Person",), "Ana Ruiz and her husband, Omar", ("wdt:P26",)),
    Predicate("schema:parent", "parent", "A person has a parent.",
              ("Person",), ("Person",), "Omar Quell, the son of Ana Quell", ("wdt:P8810",)),
    Predicate("schema:sibling", "sibling", "Two persons have a parent in common.",
              ("Person",), ("Person",), "Ana Ruiz and her brother, Omar", ("wdt:P3373",)),
    Predicate("schema:alumniOf", "studied at", "A person studied or studies at a school.",
              ("Person",), ("Organization",), "Ana Ruiz studied at Harlow University", ("wdt:P69",)),
    Predicate("schema:location", "location", "A body or place is in a place.",
              ("Organization", "Place"), ("Place",), "the Harlow Institute, based in Denver", ("wdt:P276",)),
    Predicate("schema:parentOrganization", "part of", "A body is part of another.",
              ("Organization",), ("Organization",), "Harlow Bank, a subsidiary of Quell Foods", ("wdt:P749",)),
    Predicate("schema:areaServed", "operates in", "A body works in a place.",
              ("Organization",), ("Place",), "Harlow Bank operates in Denver", ("wdt:P2541",)),
    Predicate("ng:enacted", "enacted", "A body made a law.",
              (*_BODIES, "Place"), ("Legislation",), "Congress passed the Clean Air Act", ("^wdt:P467",)),
    Predicate("ng:signed", "signed", "A person, body or state put a name to a law or treaty.",
              _ACTORS, ("Legislation",), "Ana Ruiz signed the Clean Air Act", ("^wdt:P1891",)),
    Predicate("ng:amends", "amends", "A law changes another.",
              ("Legislation",), ("Legislation",), "the bill that amends the Clean Air Act",
              ("eli:amends", "^wdt:P2567")),
    Predicate("ng:repeals", "repeals", "A law or its maker ends a law.",
              ("Legislation", *_ACTORS), ("Legislation",), "Congress repealed the Clean Air Act",
              ("eli:repeals", "^wdt:P2568")),
    # Elsewhere a challenge is an item with parties of its own, not a property.
    Predicate("ng:challenges", "challenges", "A person or body contests a law.",
              _ACTORS, ("Legislation",), "Ana Ruiz challenged the Clean Air Act"),
    Predicate("ng:chargedUnder", "charged under", "Someone is accused of a crime under a law.",
              ("Person", "Group", "Organization"), ("Legislation",), "Ana Ruiz was charged under the Clean Air Act",
              ("wdt:P1595",)),
    Predicate("ng:appliesTo", "applies to", "A law binds or covers someone or something.",
              ("Legislation",), _ACTORS, "the Clean Air Act applies to Harlow Bank", ("wdt:P1001",)),
    Predicate("ng:citedBy", "cited by", "A law is relied on or named by a person or a body.",
              ("Legislation",), _ACTORS, "Ana Ruiz cited the Clean Air Act", ("eli:cited_by",)),
)  # fmt: skip

EVENT_TYPES: Mapping[str, Term] = MappingProxyType({term.name: term for term in _EVENT_TYPES})
ROLES: Mapping[str, Term] = MappingProxyType({term.name: term for term in _ROLES})
PREDICATES: Mapping[str, Predicate] = MappingProxyType({term.name: term for term in _PREDICATES})
