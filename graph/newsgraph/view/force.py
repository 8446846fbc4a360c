"""Plain geometry for the layout: a radial tree, a sunflower, a force layout and the parting of boxes."""

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.intp]

_GOLDEN = np.pi * (3 - np.sqrt(5))
_PULL_TO_MIDDLE = np.array([0.012, 0.026])
"""Stronger from above and below: screens are wider than high."""
_GAP = 6.0
_LOOK_EVERY = 8
"""After so many steps the boxes that may touch are looked for again."""


def radial_tree(count: int, pairs: Pairs, ideal: float) -> Points:
    """Return a start for `force`: each part's best joined node in the middle, the others on rings by distance."""
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for left, right in pairs.tolist():
        neighbours[left].append(right)
        neighbours[right].append(left)
    points = np.zeros((count, 2))
    left_over = sorted(range(count), key=lambda node: (-len(neighbours[node]), node))
    seen: set[int] = set()
    offset = 0.0
    for root in left_over:
        if root not in seen:
            rings = _place_tree(root, neighbours, points, seen, ideal, offset)
            offset += 2 * ideal * (rings + 1)
    return points


def _place_tree(
    root: int, neighbours: list[list[int]], points: Points, seen: set[int], ideal: float, offset: float
) -> int:
    """Write the points of one tree and return how many rings it has."""
    children: dict[int, list[int]] = {}
    order = [root]
    seen.add(root)
    for node in order:
        children[node] = [other for other in neighbours[node] if other not in seen]
        seen.update(children[node])
        order.extend(children[node])
    leaves = dict.fromkeys(order, 1)
    for node in reversed(order):
        leaves[node] = max(1, sum(leaves[child] for child in children[node]))
    sectors = {root: (0.0, 2 * np.pi, 0)}
    rings = 0
    for node in order:
        start, width, ring = sectors[node]
        angle = start + width / 2
        points[node] = (offset + ring * ideal * np.cos(angle), ring * ideal * np.sin(angle))
        rings = max(rings, ring)
        for child in children[node]:
            share = width * leaves[child] / sum(leaves[other] for other in children[node])
            sectors[child] = (start, share, ring + 1)
            start += share
    return rings


def sunflower(degrees: npt.NDArray[np.int64], ideal: float) -> Points:
    """Return a spiral in which the best joined node is in the middle and all are about equally far apart."""
    order = np.lexsort((np.arange(len(degrees)), -degrees))
    points = np.zeros((len(degrees), 2))
    turn = np.arange(len(degrees))
    radius = ideal * 0.6 * np.sqrt(turn)
    points[order] = np.column_stack((radius * np.cos(turn * _GOLDEN), radius * np.sin(turn * _GOLDEN)))
    return points


def force(start: Points, pairs: Pairs, *, ideal: float, steps: int, reach: float) -> Points:
    """Return the points after all pushed each other away and joined ones pulled; `reach` is the first step's length.

    Source: Fruchterman and Reingold, 1991; the pull to the middle keeps unjoined parts near.
    """
    points: Points = start - start.mean(axis=0)
    if len(points) < 2:
        return points
    for step in range(steps):
        across = points[:, 0, None] - points[None, :, 0]
        down = points[:, 1, None] - points[None, :, 1]
        squared = across * across + down * down
        np.maximum(squared, (ideal * 0.05) ** 2, out=squared)
        push = np.divide(ideal * ideal, squared, out=squared)
        move = np.column_stack((np.einsum("ij,ij->i", across, push), np.einsum("ij,ij->i", down, push)))
        along = points[pairs[:, 1]] - points[pairs[:, 0]]
        pull = along * (np.hypot(along[:, 0], along[:, 1]) / ideal)[:, None]
        np.add.at(move, pairs[:, 0], pull)
        np.subtract.at(move, pairs[:, 1], pull)
        move -= points * _PULL_TO_MIDDLE * np.sqrt(len(points))
        length = np.hypot(move[:, 0], move[:, 1])
        limit = reach * (1 - step / steps)
        scale = np.minimum(length, limit) / np.maximum(length, 1e-9)
        # Rounded, so that processors that add in another order still end in the same place.
        points = np.round(points + move * scale[:, None], 4)
    return points


def part_boxes(points: Points, sizes: Points, *, steps: int) -> Points:
    """Return the points after overlapping boxes (width, height) around them were pushed apart along the shorter way.

    Stops when none overlap, or after `steps` rounds.
    """
    points = points.copy()
    rows, columns = np.triu_indices(len(points), k=1)
    near = (rows[:0], columns[:0], np.empty((0, 2)))
    for step in range(steps):
        if step % _LOOK_EVERY == 0:
            near = _near(points, sizes, rows, columns)
        left, right, reach = near
        apart = points[left] - points[right]
        deep = reach - np.abs(apart)
        touching = (deep > 0.5).all(axis=1)
        if not touching.any():
            if step % _LOOK_EVERY == 0:
                break
            continue
        way = np.where(apart[touching] < 0, -1.0, 1.0)
        depth = deep[touching]
        sideways = depth[:, 0] <= depth[:, 1]
        depth[sideways, 1] = 0.0
        depth[~sideways, 0] = 0.0
        _push(points, left[touching], right[touching], 0.55 * depth * way)
        points = np.round(points, 4)
    return points


def _near(points: Points, sizes: Points, rows: Numbers, columns: Numbers) -> tuple[Numbers, Numbers, Points]:
    """Return the pairs of boxes that may come to overlap in the next steps, and how far apart they have to be."""
    reach = (sizes[rows] + sizes[columns]) / 2 + _GAP
    close = (np.abs(points[rows] - points[columns]) < 1.6 * reach + 30).all(axis=1)
    return rows[close], columns[close], reach[close]


def _push(points: Points, left: Numbers, right: Numbers, moves: Points) -> None:
    for axis in (0, 1):
        move = moves[:, axis]
        used = move != 0
        total = np.bincount(left, weights=move, minlength=len(points))
        total -= np.bincount(right, weights=move, minlength=len(points))
        count = np.bincount(left, weights=used, minlength=len(points))
        count += np.bincount(right, weights=used, minlength=len(points))
        points[:, axis] += total / np.maximum(1.0, np.sqrt(count))
