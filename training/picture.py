"""The model card's picture of how far scores can be trusted, as SVG."""

from collections.abc import Iterable, Iterator

SIDE, EDGE = 240, 48
GREY, BLUE = "#808080", "#3b82c4"
"""Both show on light and on dark pages."""


def calibration_picture(bins: Iterable[tuple[float, float, int]]) -> str:
    """Return an SVG of the share of right names by score; a bin is its mean score, share right and count of names."""
    found = list(bins)
    most = max((count for _, _, count in found), default=1) or 1
    width, height, middle = SIDE + 2 * EDGE, SIDE + 2 * EDGE + 8, EDGE + SIDE // 2
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
            ' role="img" font-family="sans-serif" font-size="12" text-anchor="middle">',
            "<title>Share of names that are right, by score</title>",
            "<desc>Each dot is a range of scores; larger dots stand for more names. Names on the dashed line are right"
            " as often as their scores say.</desc>",
            f'<g stroke="{GREY}" stroke-opacity=".35">',
            *_grid(),
            "</g>",
            f'<path d="M{EDGE} {EDGE + SIDE}L{EDGE + SIDE} {EDGE}" stroke="{GREY}" stroke-dasharray="5 4"/>',
            f'<g fill="{GREY}">',
            *_numbers(),
            f'<text x="{middle}" y="{EDGE + SIDE + 38}">score</text>',
            f'<text x="{-middle}" y="14" transform="rotate(-90)">share right</text>',
            "</g>",
            f'<g fill="{BLUE}" fill-opacity=".85">',
            *(_dot(score, right, count, most) for score, right, count in found),
            "</g>",
            "</svg>",
            "",
        )
    )


def _grid() -> Iterator[str]:
    for step in range(6):
        at = EDGE + SIDE * step // 5
        yield f'<path d="M{EDGE} {at}h{SIDE}M{at} {EDGE}v{SIDE}"/>'


def _numbers() -> Iterator[str]:
    for step in range(6):
        along = SIDE * step // 5
        yield f'<text x="{EDGE + along}" y="{EDGE + SIDE + 18}">{step / 5:g}</text>'
        yield f'<text x="{EDGE - 8}" y="{EDGE + SIDE - along + 4}" text-anchor="end">{step / 5:g}</text>'


def _dot(score: float, right: float, count: int, most: int) -> str:
    across, up, radius = EDGE + SIDE * score, EDGE + SIDE * (1 - right), 3 + 7 * (count / most) ** 0.5
    told = f"score {score:.2f}: {right:.2f} of {count:,} names right"
    return f'<circle cx="{across:.1f}" cy="{up:.1f}" r="{radius:.1f}"><title>{told}</title></circle>'
