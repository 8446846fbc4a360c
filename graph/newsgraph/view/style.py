"""How each kind of node and link looks: Okabe–Ito colours, a shape and a letter each, so that none stands alone."""

from dataclasses import asdict, dataclass

from newsgraph.network import event_words


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one kind of node."""

    kind: str
    one: str
    many: str
    shape: str
    letter: str
    light: str
    """The fill on a light page."""
    dark: str
    """The fill on a dark page."""
    hollow: bool = False
    """Only an outline in the colour."""


STYLES = {
    style.kind: style
    for style in (
        Style("Article", "article", "Articles", "square", "≡", "#3f4652", "#d7dbe2"),
        Style("Person", "person", "People", "dot", "P", "#0072b2", "#4ba3dc"),
        Style("Organization", "organization", "Organizations", "diamond", "O", "#e69f00", "#e69f00"),
        Style("Place", "place", "Places", "triangleDown", "L", "#009e73", "#1dbb8f"),
        Style("Legislation", "law", "Laws", "hexagon", "§", "#cc79a7", "#d690b7"),
        Style("Event", "event", "Events", "star", "E", "#d55e00", "#ef7f2a"),
        Style("ReportedEvent", "reported event", "Reported events", "tag", "", "#b84e00", "#ef7f2a"),
        Style("Group", "group", "Groups", "dot", "G", "#2f8fc9", "#7cc6f0", hollow=True),
    )
}
_MARKS = {
    "Arrest": "Ar", "Charge": "Ch", "Trial": "Tr", "Conviction": "Cv", "Sentence": "Se", "Ruling": "Ru",
    "Detention": "Dt", "Release": "Re", "Deportation": "Dp", "Raid": "Ra", "Protest": "Pr", "Strike": "St",
    "Attack": "At", "Killing": "Ki", "Injury": "In", "Death": "De", "Election": "El", "Vote": "Vo",
    "Appointment": "Ap", "Resignation": "Rs", "Dismissal": "Ds", "Meeting": "Me", "Visit": "Vi", "Agreement": "Ag",
    "LegislationPassed": "L+", "LegislationSigned": "Ls", "LegislationVetoed": "Lv", "LegislationIntroduced": "Li",
    "LegislationRepealed": "L−", "OrderIssued": "Or", "Lawsuit": "La", "Appeal": "Al", "Announcement": "An",
    "Donation": "Do", "Aid": "Ai", "Accident": "Ac", "Disaster": "Di", "Purchase": "Pu", "Founding": "Fo",
    "Award": "Aw",
}  # fmt: skip
OTHER = Style("Other", "node", "Others", "dot", "?", "#8a8f98", "#a6abb5")


def style_of(kind: str) -> Style:
    """Return the look of a kind; that of no kind for one unknown."""
    return STYLES.get(kind, OTHER)


def shape_of(kind: str) -> str:
    """Return vis-network's name of a kind's shape; those that the page draws itself are boxes to it."""
    shape = style_of(kind).shape
    return "box" if shape == "tag" else shape


def event_mark(event_type: str) -> str:
    """Return the two signs that stand for an event type on the drawing, `Ar` for `Arrest`; no two types share them."""
    return _MARKS.get(event_type) or (event_words(event_type)[:2].capitalize() or "?")


def style_table() -> list[dict[str, str | bool]]:
    """Return all looks for the page, in the order of the legend."""
    return [asdict(style) for style in (*STYLES.values(), OTHER)]
