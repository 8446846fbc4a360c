"""Discs on the plane: which of them touch, parting those that do, sunflowers and rows of them."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Reals = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

GOLDEN = np.pi * (3 - np.sqrt(5))
"""The angle of a sunflower's seeds."""
_LOOK_EVERY = 6
"""After so many steps the discs that may touch are looked for again."""
_ROUNDS = 12
_STEPS = 36
_WIDER = 1.06


def part(points: Points, radii: Reals, groups: Numbers, *, tolerance: float = 0.02) -> Points:
    """Return the points after discs of a group that overlap were pushed apart; groups keep to their middle, (0, 0).

    No two overlap by more than the tolerance (a share of the smaller radius) unless very many lie in one place.
    """
    if len(points) < 2:
        return points.copy()
    points = points.copy()
    inside = np.arange(len(points))
    for _ in range(_ROUNDS):
        mine, sizes = points[inside], radii[inside]
        numbers = np.unique(groups[inside], return_inverse=True)[1]
        columns = int(np.ceil(np.sqrt(int(numbers.max()) + 1)))
        far = 4 * float(np.abs(mine).max() + sizes.max()) + 1
        corners = np.column_stack((numbers % columns, numbers // columns)) * far
        mine, touching = _pushed(mine + corners, sizes, tolerance)
        points[inside] = mine - corners
        if not len(touching):
            break
        crowded = np.zeros(int(numbers.max()) + 1, dtype=np.bool_)
        crowded[numbers[touching]] = True
        inside = inside[crowded[numbers]]
        points[inside] *= _WIDER
    return points


def overlaps(points: Points, radii: Reals, *, tolerance: float = 0.02) -> int:
    """Return how many pairs of discs overlap by more than the tolerance."""
    left, right = near_pairs(points, radii, slack=0.0)
    return int(
        np.count_nonzero(_depth(points, radii, left, right)[2] > tolerance * np.minimum(radii[left], radii[right]))
    )


def _pushed(points: Points, radii: Reals, tolerance: float) -> tuple[Points, Numbers]:
    """Return the points after some steps, and the discs that still overlap."""
    across, down = points[:, 0].copy(), points[:, 1].copy()
    touching = np.empty(0, dtype=np.int64)
    left = right = np.empty(0, dtype=np.int64)
    for step in range(_STEPS):
        if step % _LOOK_EVERY == 0:
            left, right = near_pairs(np.column_stack((across, down)), radii, slack=0.5)
        along_x, along_y, deep = _depth(np.column_stack((across, down)), radii, left, right)
        reached = deep > tolerance * np.minimum(radii[left], radii[right])
        touching = left[reached]
        if not len(touching):
            if step % _LOOK_EVERY == 0:
                break
            continue
        one, other = left[reached], right[reached]
        move_x, move_y, deep = along_x[reached], along_y[reached], deep[reached]
        # The smaller one gives way more.
        share = radii[other] / (radii[one] + radii[other])
        across += _moves(one, other, 1.02 * move_x * deep, share, len(across))
        down += _moves(one, other, 1.02 * move_y * deep, share, len(down))
    return np.column_stack((across, down)), touching


def _moves(left: Numbers, right: Numbers, moves: Reals, share: Reals, count: int) -> Reals:
    """Return how far each is pushed along one axis."""
    total: Reals = np.bincount(right, moves * (1 - share), count).astype(np.float64)
    total -= np.bincount(left, moves * share, count)
    return total


def _depth(points: Points, radii: Reals, left: Numbers, right: Numbers) -> tuple[Reals, Reals, Reals]:
    """Return the direction from left to right (length 1) and how deep the discs reach into each other."""
    along_x, along_y = points[right, 0] - points[left, 0], points[right, 1] - points[left, 1]
    length = np.sqrt(along_x * along_x + along_y * along_y)
    same = length < 1e-9
    # Discs in one place part in a direction of their own.
    turn = (left * 7 + right * 13) % 16 - 7.5
    along_x, along_y = np.where(same, turn / 8, along_x), np.where(same, 1 - abs(turn) / 8, along_y)
    long = np.sqrt(along_x * along_x + along_y * along_y)
    return along_x / long, along_y / long, radii[left] + radii[right] - length


def near_pairs(points: Points, radii: Reals, *, slack: float) -> tuple[Numbers, Numbers]:
    """Return the pairs of discs nearer to each other than their radii and that share more, each pair once."""
    if len(points) < 2:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    least = float(radii.min())
    classes = np.zeros(len(radii), dtype=np.int64)
    for power in range(1, 40):
        classes += radii > least * 2.0**power
    found = [_of_class(points, radii, classes, number, slack) for number in np.unique(classes).tolist()]
    return np.concatenate([pair[0] for pair in found]), np.concatenate([pair[1] for pair in found])


def _of_class(points: Points, radii: Reals, classes: Numbers, number: int, slack: float) -> tuple[Numbers, Numbers]:
    """Return the pairs of a disc of the class and one of it or a smaller one."""
    large, others = np.flatnonzero(classes == number), np.flatnonzero(classes <= number)
    side = 2 * float(radii[large].max()) * (1 + slack)
    cells = np.floor((points - points.min(axis=0)) / side).astype(np.int64)
    rows = int(cells[:, 1].max()) + 3
    keys = (cells[:, 0] + 1) * rows + cells[:, 1] + 1
    large = large[np.argsort(keys[large], kind="stable")]
    sorted_keys = keys[large]
    left, right = [], []
    # Three cells below each other are one stretch of the sorted keys.
    for column in (-1, 0, 1):
        wanted = keys[others] + column * rows
        first = np.searchsorted(sorted_keys, wanted - 1, side="left")
        lengths = np.searchsorted(sorted_keys, wanted + 1, side="right") - first
        one = np.repeat(others, lengths)
        place = np.arange(len(one)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        other = large[np.repeat(first, lengths) + place]
        once = (classes[one] < number) | (one < other)
        one, other = one[once], other[once]
        apart = points[one] - points[other]
        reach = (radii[one] + radii[other]) * (1 + slack)
        close = apart[:, 0] * apart[:, 0] + apart[:, 1] * apart[:, 1] < reach * reach
        left.append(one[close])
        right.append(other[close])
    return np.concatenate(left), np.concatenate(right)


def directions(angles: Reals) -> Points:
    """Return the angles (radians) as directions of length 1, the same on every processor."""
    # Rounded: processors differ in the last digit of sines.
    return np.round(np.column_stack((np.cos(angles), np.sin(angles))), 9)


def rows(radii: Reals, width: float, gap: float) -> tuple[Points, float]:
    """Return places for discs in rows of that width, in their order, and the height of all; the corner is (0, 0)."""
    points = np.zeros((len(radii), 2))
    height = 0.0
    for start, end in _shelves(radii, width, gap):
        ends = np.cumsum(2 * radii[start:end] + gap)
        tall = float(radii[start:end].max())
        points[start:end, 0] = ends - radii[start:end] - gap
        points[start:end, 1] = height + tall
        height += 2 * tall + gap
    return points, max(0.0, height - gap)


def _shelves(radii: Reals, width: float, gap: float) -> Iterator[tuple[int, int]]:
    reached = np.cumsum(2 * radii + gap)
    start = 0
    while start < len(radii):
        before = float(reached[start - 1]) if start else 0.0
        end = max(start + 1, int(np.searchsorted(reached, before + width + gap + 1e-9, side="right")))
        yield start, end
        start = end
