"""The islands of a drawing among each other: turned to face what they are linked with, near it, and apart."""

import numpy as np
import numpy.typing as npt

from newsgraph.explore.discs import GOLDEN, directions
from newsgraph.explore.forces import Springs

Points = npt.NDArray[np.float64]
Reals = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

_SPREAD_STEPS = 150
_FILLED = 0.6
"""How much of the drawing the discs fill when packing begins."""
_PACK_STEPS = 200
_PART_STEPS = 400
_TO_MIDDLE = np.array([0.02, 0.045])
"""Stronger from above and below: screens are wider than high."""


def packed(radii: Reals, springs: Springs) -> Points:
    """Return middles for discs of these radii: linked ones near each other, none overlapping, about 1.3 times as wide
    as high. The largest is about the middle. For some hundred discs at most."""
    count = len(radii)
    if count < 2:
        return np.zeros((count, 2))
    pulls = np.zeros((count, count))
    np.add.at(pulls, (springs.left, springs.right), springs.pulls)
    pulls += pulls.T
    pulls /= max(1e-9, float(pulls.max()))
    order = np.lexsort((np.arange(count), -radii))
    points = np.zeros((count, 2))
    area = np.cumsum(radii[order] ** 2)
    points[order] = directions(np.arange(count) * GOLDEN) * np.sqrt(area - area[0])[:, None] * 1.2
    reach = radii[:, None] + radii[None, :]
    points = _gathered(_spread(points, radii, pulls, reach), radii)
    for step in range(_PACK_STEPS):
        calm = 1 - step / _PACK_STEPS
        points = points - points * _TO_MIDDLE * calm
        points = points + _attraction(points, pulls, reach) * 0.05 * calm
        for _ in range(3):
            points = _parted(points, radii, reach)
    for _ in range(_PART_STEPS):
        moved = _parted(points, radii, reach)
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


def _spread(points: Points, radii: Reals, pulls: Reals, reach: Reals) -> Points:
    """Return the points after a force layout (Fruchterman and Reingold, 1991) with discs of different sizes."""
    largest = float(radii.max())
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
    wanted = float(np.sqrt((radii * radii).sum() / _FILLED))
    # The root of the mean square of a full disc's points is its radius by the root of 2.
    spread = float(np.sqrt((points * points).sum() / len(points) * 2))
    return np.round(points * (wanted / max(spread, 1e-9)), 5)


def _attraction(points: Points, pulls: Reals, reach: Reals) -> Points:
    along = points[None, :, :] - points[:, None, :]
    far = np.maximum(0.0, np.sqrt(along[:, :, 0] ** 2 + along[:, :, 1] ** 2) / reach - 1)
    return _rounded_sum(along * (pulls * np.minimum(1.0, far))[:, :, None])


def _parted(points: Points, radii: Reals, reach: Reals) -> Points:
    """Return the points after one step of pushing discs that overlap apart, the smaller one farther."""
    along = points[None, :, :] - points[:, None, :]
    length = np.sqrt(along[:, :, 0] ** 2 + along[:, :, 1] ** 2)
    np.fill_diagonal(length, np.inf)
    deep = reach - length
    if not (deep > 1e-3).any():
        return points
    share = np.where(deep > 0, deep * radii[None, :] ** 2 / (radii[:, None] ** 2 + radii[None, :] ** 2), 0.0)
    away = -along / np.maximum(length, 1e-3)[:, :, None]
    return points + _rounded_sum(away * share[:, :, None])


def _rounded_sum(moves: Reals) -> Points:
    # Rounded, so that processors that add in another order still end in the same place.
    total: Points = np.round(moves.sum(axis=1), 5)
    return total
