"""From longitude and latitude to a plane on which equal areas stay equal."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from kepil.web.public.subjects.maps.outlines import Feature, Point

Projection = Callable[[Point], Point]
"""Degrees to a plane whose y goes down."""
_A = (1.340264, -0.081106, 0.000893, 0.003796)
"""Coefficients of Equal Earth (Šavrič, Patterson, Jenny 2018)."""
_WIDE = 100.0
"""Degrees of longitude from which a map is one of the world."""


def fitting(features: Iterable[Feature]) -> Projection:
    """Lambert's azimuthal equal-area projection about the middle of some features; Equal Earth where they span more."""
    west, south, east, north = bounds(point for one in features for line in one.lines for point in line)
    return equal_earth if east - west > _WIDE else _azimuthal((west + east) / 2, (south + north) / 2)


def bounds(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """The least and the greatest x and y: left, low, right, high.

    Raises:
        ValueError: there are no points.
    """
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def equal_earth(point: Point) -> Point:
    """Equal Earth, for maps of the world."""
    longitude, latitude = math.radians(point[0]), math.radians(point[1])
    root = math.sqrt(3)
    theta = math.asin(root / 2 * math.sin(latitude))
    square = theta * theta
    sixth = square**3
    x = 2 * root * longitude * math.cos(theta)
    x /= 3 * (9 * _A[3] * sixth * square + 7 * _A[2] * sixth + 3 * _A[1] * square + _A[0])
    y = theta * (_A[3] * sixth * square + _A[2] * sixth + _A[1] * square + _A[0])
    return x, -y


def _azimuthal(longitude: float, latitude: float) -> Projection:
    middle, low = math.radians(longitude), math.radians(latitude)
    sine, cosine = math.sin(low), math.cos(low)

    def project(point: Point) -> Point:
        # what lies on the other side of the earth would go to infinity: it is held at its edge, outside every map
        away, up = math.radians(point[0]) - middle, math.radians(point[1])
        near = max(1 + sine * math.sin(up) + cosine * math.cos(up) * math.cos(away), 0.05)
        scale = math.sqrt(2 / near)
        x = scale * math.cos(up) * math.sin(away)
        y = scale * (cosine * math.sin(up) - sine * math.cos(up) * math.cos(away))
        return x, -y

    return project
