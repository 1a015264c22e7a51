"""Which region a place is in: regions of the register by name, alias or code, and regions in regions."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from kepil.model import Place
from kepil.reading.coordinates import place_gazetteer
from kepil.register.records import Region
from kepil.register.state import RegisterError
from kepil.register.views.names import normal

_CITY, _ISO = "geonames:", "iso3166:"


class Regions:
    """The regions of a register, by name and by the codes that are among their aliases (`iso3166:KZ-35`)."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self.by_id = {region.id: region for region in regions}
        self._names: dict[str, set[str]] = {}
        for region in self.by_id.values():
            for name in (region.id, region.name, *region.aliases):
                self._names.setdefault(normal(name), set()).add(region.id)
        self._countries = any(name.startswith(_ISO) for name in self._names)

    def of(self, place: Place) -> str | None:
        """The innermost region known to hold a place: by its code, its words, or the code of what it lies in."""
        return (
            (self._one(place.id) if place.id else None)
            or self._one(place.span.text)
            or (self._around(place.id) if place.id and self._countries else None)
        )

    def find(self, name: str) -> Region:
        """The region of this identifier, name or alias.

        Raises:
            RegisterError: there is none, or there are several.
        """
        if name in self.by_id:
            return self.by_id[name]
        found = sorted(self._names.get(normal(name), ()))
        if len(found) > 1:
            raise RegisterError(f"{name!r} is a name of {' and '.join(found)}.", "Name one of these.")
        if not found:
            raise RegisterError(
                f"There is no region {name!r}.", "kepil region list has them; kepil region add adds one."
            )
        return self.by_id[found[0]]

    def known(self, name: str) -> Region | None:
        """The one region that goes by a name; None where none does, or several do."""
        found = self._one(name)
        return self.by_id[found] if found else None

    def above(self, region: str) -> tuple[str, ...]:
        """The region itself and every region that holds it, from the inside out."""
        chain = []
        at: str | None = region
        while at is not None:
            chain.append(at)
            at = self.by_id[at].within
        return tuple(chain)

    def _one(self, name: str) -> str | None:
        found = self._names.get(normal(name), set())
        return next(iter(found)) if len(found) == 1 else None

    def _around(self, id: str) -> str | None:
        """By the country of a real city or region."""
        if id.startswith(_ISO):
            country, dash, _ = id.removeprefix(_ISO).partition("-")
            return self._one(_ISO + country) if dash else None
        if id.startswith(_CITY):
            found = _countries().get(id.removeprefix(_CITY))
            return self._one(_ISO + found) if found else None
        return None


@functools.cache
def _countries() -> dict[str, str]:
    """GeoNames id → ISO 3166-1 code of the country."""
    return {str(city.id): city.country for same in place_gazetteer.cities().values() for city in same}
