"""How each kind of node and link looks: Okabe–Ito colours, a shape and a letter each, so that none stands alone."""

from dataclasses import asdict, dataclass


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
        Style("ReportedEvent", "reported event", "Reported events", "star", "R", "#d55e00", "#ef7f2a", hollow=True),
        Style("Group", "group", "Groups", "dot", "G", "#2f8fc9", "#7cc6f0", hollow=True),
    )
}
OTHER = Style("Other", "node", "Others", "dot", "?", "#8a8f98", "#a6abb5")


def style_of(kind: str) -> Style:
    """Return the look of a kind; that of no kind for one unknown."""
    return STYLES.get(kind, OTHER)


def style_table() -> list[dict[str, str | bool]]:
    """Return all looks for the page, in the order of the legend."""
    return [asdict(style) for style in (*STYLES.values(), OTHER)]
