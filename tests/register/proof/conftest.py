"""How the property tests of the proof run: without a clock, so that a busy machine fails none of them."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("proof", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("proof")
