"""The training's own modules stand beside the package, not in it."""

from __future__ import annotations

import sys
from pathlib import Path

TRAINING = Path(__file__).resolve().parents[2] / "training"
sys.path.append(str(TRAINING))
