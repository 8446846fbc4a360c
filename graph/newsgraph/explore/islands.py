"""The islands of a drawing among each other: turned to face what they are linked with, near it, and apart."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsgraph.explore.discs import GOLDEN, directions
from newsgraph.explore.forces import Springs

Points = npt.NDArray[np.float64]
Reals = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

SIDES = 32
_COMPASS = directions(np.linspace(0, 2 * np.pi, SIDES, endpoint=False))
_SPREAD_STEPS = 120
_FILLED = 0.6
"""How much of the drawing the discs fill when packing begins."""
_ASPECT = 1.35
"""Width by height when packing begins."""
_PACK_STEPS = 120
_PART_EACH = 3
_PART_STEPS = 400
_TO_MIDDLE = np.array([0.03, 0.075])
"""Stronger from above and below: screens are wider than high."""


@dataclass(frozen=True)
class Outlines:
    """The shapes of islands, each around its middle, as those see them that want to be apart."""

    radii: Reals
    """Of the disc that holds each."""
    extents: Reals
    """A row an island: how far it reaches in each of `SIDES` directions, the first to the right."""


def outlined(points: Points, radii: Reals, islands: Numbers, count: int) -> Outlines:
    """Return the outlines of that many islands, whose nodes have these points (around its middle) and radii."""
    extents = np.zeros((count, SIDES))
    for side, (across, down) in enumerate(_COMPASS.tolist()):
        column = np.zeros(count)
        np.maximum.at(column, islands, points[:, 0] * across + points[:, 1] * down + radii)
        extents[:, side] = column
    reach = np.zeros(count)
    np.maximum.at(reach, islands, np.sqrt(points[:, 0] ** 2 + points[:, 1] ** 2) + radii)
    return Outlines(reach, extents)


def spread(radii: Reals, springs: Springs) -> Points:
    """Return middles for discs of these radii: linked ones near each other, few overlapping, the largest in the middle.

    For some hundred discs at most.
    """
    count = len(radii)
    if count < 2:
        return np.zeros((count, 2))
    order = np.lexsort((np.arange(count), -radii))
    points = np.zeros((count, 2))
    area = np.cumsum(radii[order] ** 2)
    points[order] = directions(np.arange(count) * GOLDEN) * np.sqrt(area - area[0])[:, None] * 1.2
    return _gathered(_drawn(points, radii, _matrix(count, springs)), radii)


def packed(points: Points, outlines: Outlines, springs: Springs) -> Points:
    """Return the middles after islands moved together until their outlines touch: about 1.3 times as wide as high."""
    if len(points) < 2:
        return points.copy()
    pulls = _matrix(len(points), springs)
    reach = outlines.radii[:, None] + outlines.radii[None, :]
    for step in range(_PACK_STEPS):
        calm = 1 - step / _PACK_STEPS
        points = points - points * _TO_MIDDLE * calm
        points = points + _attraction(points, pulls, reach) * 0.05 * calm
        for _ in range(_PART_EACH):
            points = _parted(points, outlines)
    for _ in range(_PART_STEPS):
        moved = _parted(points, outlines)
        if np.array_equal(moved, points):
            break
        points = moved
    return points


def turned(points: Points, islands: Numbers, middles: Points, links: Springs) -> Points:
    """Return the points of all islands (each around (0, 0)), every island turned to face its linked nodes.

    `links` join nodes of different islands; `middles` are where the islands stand. Nodes of no island (-1) stay.
    """
    count = len(middles)
    if not count:
        return points.copy()
    with_it, across_it = np.zeros(count), np.zeros(count)
    for near, far in ((links.left, links.right), (links.right, links.left)):
        home = islands[near]
        to = middles[islands[far]] - middles[home]
        to /= np.maximum(1e-9, np.sqrt(to[:, 0] ** 2 + to[:, 1] ** 2))[:, None]
        here = points[near]
        with_it += np.bincount(home, links.pulls * (here[:, 0] * to[:, 0] + here[:, 1] * to[:, 1]), count)
        across_it += np.bincount(home, links.pulls * (here[:, 0] * to[:, 1] - here[:, 1] * to[:, 0]), count)
    length = np.sqrt(with_it * with_it + across_it * across_it)
    still = length < 1e-9
    cosine = np.where(still, 1.0, with_it / np.where(still, 1.0, length))[islands]
    sine = np.where(still, 0.0, across_it / np.where(still, 1.0, length))[islands]
    return np.column_stack((points[:, 0] * cosine - points[:, 1] * sine, points[:, 0] * sine + points[:, 1] * cosine))


def _matrix(count: int, springs: Springs) -> Reals:
    """Return how strongly every two pull each other, 1 for those that do most."""
    pulls = np.zeros((count, count))
    np.add.at(pulls, (springs.left, springs.right), springs.pulls)
    pulls += pulls.T
    pulls /= max(1e-9, float(pulls.max()))
    return pulls


def _drawn(points: Points, radii: Reals, pulls: Reals) -> Points:
    """Return the points after a force layout (Fruchterman and Reingold, 1991) with discs of different sizes."""
    largest = float(radii.max())
    reach = radii[:, None] + radii[None, :]
    for step in range(_SPREAD_STEPS):
        along = points[None, :, :] - points[:, None, :]
        squared = np.maximum(along[:, :, 0] ** 2 + along[:, :, 1] ** 2, (0.1 * reach) ** 2)
        push = reach * reach / squared
        move = _rounded_sum(along * (pulls * np.sqrt(squared) / reach * 4 - 0.3 * push)[:, :, None])
        move -= points * _TO_MIDDLE * 4
        length = np.sqrt(move[:, 0] ** 2 + move[:, 1] ** 2)
        limit = largest * (1 - step / _SPREAD_STEPS)
        points = points + move * (np.minimum(length, limit) / np.maximum(length, 1e-9))[:, None]
    return points


def _gathered(points: Points, radii: Reals) -> Points:
    """Return the points around (0, 0), as near each other as the discs just need."""
    points = points - np.round(points.mean(axis=0), 5)
    points = _lying(points)
    width, height = np.sqrt((points * points).sum(axis=0)).tolist()
    stretch = float(np.clip(np.sqrt(_ASPECT * height / max(width, 1e-9)), 0.6, 1.7))
    points = points * np.array([stretch, 1 / stretch])
    wanted = float(np.sqrt((radii * radii).sum() / _FILLED))
    # The root of the mean square of a full disc's points is its radius by the root of 2.
    spread = float(np.sqrt((points * points).sum() / len(points) * 2))
    return np.round(points * (wanted / max(spread, 1e-9)), 5)


def _lying(points: Points) -> Points:
    """Return the points (around (0, 0)) turned so that they spread widest from left to right."""
    across, down = points[:, 0], points[:, 1]
    both = 2 * float((across * down).sum())
    tilt = np.arctan2(both, float((across * across - down * down).sum())) / 2
    (cosine, sine), *_ = directions(np.array([tilt])).tolist()
    return np.round(np.column_stack((across * cosine + down * sine, down * cosine - across * sine)), 5)


def _attraction(points: Points, pulls: Reals, reach: Reals) -> Points:
    along = points[None, :, :] - points[:, None, :]
    far = np.maximum(0.0, np.sqrt(along[:, :, 0] ** 2 + along[:, :, 1] ** 2) / reach - 1)
    return _rounded_sum(along * (pulls * np.minimum(1.0, far))[:, :, None])


def _parted(points: Points, outlines: Outlines) -> Points:
    """Return the points after one step of pushing islands apart whose outlines overlap, the smaller one farther."""
    along = points[None, :, :] - points[:, None, :]
    length = np.sqrt(along[:, :, 0] ** 2 + along[:, :, 1] ** 2)
    np.fill_diagonal(length, np.inf)
    near = length < outlines.radii[:, None] + outlines.radii[None, :]
    left, right = np.nonzero(near)
    way = along[left, right] / np.maximum(length[left, right], 1e-3)[:, None]
    deep = _reached(outlines, left, way) + _reached(outlines, right, -way) - length[left, right]
    touching = deep > 1e-3
    if not touching.any():
        return points
    left, way, deep, right = left[touching], way[touching], deep[touching], right[touching]
    areas = outlines.radii**2
    moves = -way * (deep * areas[right] / (areas[left] + areas[right]))[:, None]
    total = np.column_stack([np.bincount(left, moves[:, axis], len(points)) for axis in (0, 1)])
    return points + np.round(total, 5)


def _reached(outlines: Outlines, islands: Numbers, ways: Points) -> Reals:
    """Return how far the islands reach in these directions (length 1), or a little more: what their hulls do."""
    side = np.floor(np.arctan2(ways[:, 1], ways[:, 0]) * (SIDES / (2 * np.pi))).astype(np.int64) % SIDES
    after = (side + 1) % SIDES
    one, other = _COMPASS[side], _COMPASS[after]
    # The direction is so much of the one before and so much of the one after it.
    wide = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
    share = (ways[:, 0] * other[:, 1] - ways[:, 1] * other[:, 0]) / wide
    rest = (one[:, 0] * ways[:, 1] - one[:, 1] * ways[:, 0]) / wide
    reach: Reals = share * outlines.extents[islands, side] + rest * outlines.extents[islands, after]
    return reach


def _rounded_sum(moves: Reals) -> Points:
    # Rounded, so that processors that add in another order still end in the same place.
    total: Points = np.round(moves.sum(axis=1), 5)
    return total
