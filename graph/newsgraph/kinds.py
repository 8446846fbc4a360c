"""The closed lists of the model: kinds of things, roles of text, manners of saying, verdicts."""

from enum import StrEnum


class Kind(StrEnum):
    """What a mention or an entity is."""

    PERSON = "Person"
    PLACE = "Place"
    ORGANIZATION = "Organization"
    LEGISLATION = "Legislation"
    EVENT = "Event"
    GROUP = "Group"
    DATE = "Date"
    QUANTITY = "Quantity"


class PartRole(StrEnum):
    """What a stretch of a page or an article does on the page."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    NAVIGATION = "navigation"
    PUBLICATION = "publication"
    COUNTER = "counter"


class Modality(StrEnum):
    """How a source puts a statement."""

    STATED = "Stated"
    ALLEGED = "Alleged"
    EXPECTED = "Expected"
    PROPOSED = "Proposed"
    ASKED = "Asked"


class Qualifier(StrEnum):
    """How exactly a source gives a number."""

    EXACT = "Exact"
    ABOUT = "About"
    AT_LEAST = "AtLeast"
    AT_MOST = "AtMost"
    BETWEEN = "Between"


class QuoteKind(StrEnum):
    """How closely a quote keeps to the words said."""

    DIRECT = "Direct"
    INDIRECT = "Indirect"
    MIXED = "Mixed"


class MentionForm(StrEnum):
    """How a mention refers: by a name, by a description ("the agency"), or by a pronoun."""

    NAME = "Name"
    NOMINAL = "Nominal"
    PRONOUN = "Pronoun"


class Publicity(StrEnum):
    """Whether a person acts in public life; unknown is treated as private."""

    PUBLIC = "PublicFigure"
    PRIVATE = "PrivateIndividual"
    UNKNOWN = "PublicityUnknown"


class Verdict(StrEnum):
    """Whether two identifiers stand for the same thing."""

    SAME = "same"
    DIFFERENT = "different"
    OPEN = "open"
