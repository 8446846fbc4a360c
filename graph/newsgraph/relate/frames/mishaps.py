"""Deaths that nobody made: `killed` by a storm, in a crash, when a fire broke out."""

from functools import cache

from newsgraph.relate.frames.loading import shipped_frames
from newsgraph.relate.frames.matching import Match

_KILLING, _DEATH = "ng:Killing", "ng:Death"
_MISHAPS = ("ng:Accident", "ng:Disaster")
_VIOLENCE = ("ng:Attack", "ng:Raid")
_FORCES = frozenset(
    "storm storms thunderstorm fire fires blaze flood floods lightning wave waves avalanche landslide mudslide tree bus"
    " train truck car ferry boat virus disease epidemic outbreak heatwave cold heat quake tremor tornado cyclone"
    " volcano eruption stampede collapse explosion gas malfunction drowning".split()
)
_ARMED = frozenset(
    "bomb bombs bomber bombers gunman gunmen gunfire soldiers troops militants rebels missile missiles rocket rockets"
    " shell shells shelling tank tanks gun guns opened shot shooting arson arsonist warplanes suicide".split()
)


def type_of(match: Match) -> str:
    """Return the type of an event: of a killing without a killer, told beside a mishap and no violence, a death."""
    kind = match.frame.name
    if kind != _KILLING or match.fillers.get("ng:Agent"):
        return kind
    words = set(match.tree.forms)
    if words.isdisjoint(_nouns(_MISHAPS) | _FORCES) or not words.isdisjoint(_nouns(_VIOLENCE) | _ARMED):
        return kind
    return _DEATH


@cache
def _nouns(kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset(noun for frame in shipped_frames() if frame.name in kinds for noun in frame.nouns)
