"""The people and the desk of the tests of the review queue, for tests of coding."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

QUEUE = Path(__file__).parents[1] / "queue"
sys.path.insert(0, str(QUEUE))
_spec = importlib.util.spec_from_file_location("queue_conftest", QUEUE / "conftest.py")
assert _spec and _spec.loader
_queue = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_queue)

asel, desk = _queue.asel, _queue.desk
