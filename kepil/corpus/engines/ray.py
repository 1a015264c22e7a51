"""Actors of a Ray cluster, or of Ray on this machine: each loads the model once and reads one block at a time.

Blocks are read from the input here and travel through Ray's object store; shards come back the same way. An actor that
dies is replaced, wherever the cluster has room; what died with its node is not held against the block.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import ray
from ray.exceptions import ActorUnavailableError, ObjectLostError, RayError, RayTaskError

from kepil.corpus.encoding import Shard
from kepil.corpus.engines.base import STARTS, EngineError, Recipe, killed, read_block
from kepil.corpus.engines.feed import Feed
from kepil.corpus.records import Block

LOOK = 5.0
"""Seconds without news after which it is asked whether all nodes are still there."""
STORE = 1 << 30
"""Bytes of the object store of a Ray that is started here: a few blocks and shards for each actor."""


class Actor:
    """What runs in the cluster."""

    def __init__(self, recipe: Recipe) -> None:
        self._worker = recipe.make()
        self._version = recipe.version()

    def ready(self) -> tuple[str, str]:
        """(id of the node, version of the reader there)."""
        return ray.get_runtime_context().get_node_id(), self._version

    def read(self, block: Block) -> Shard:
        return read_block(self._worker, block)


@dataclass(slots=True)
class _Hand:
    """One actor, what we wait for from it, and the block that it reads."""

    actor: Any
    awaited: Any
    node: str | None = None
    """None until it is ready."""
    block: Block | None = None


class Ray:
    """See `engines.base.Engine`.

    Args:
        recipe: How to make a worker; what it refers to must be installed on every node.
        workers: How many actors; as many as the cluster has CPUs where it is None.
        address: Of a running cluster; `auto` finds the one of this machine. Where it is None, and the environment
            variable RAY_ADDRESS is not set either, Ray is started on this machine and ended with the engine.
    """

    name = "ray"

    def __init__(self, recipe: Recipe, workers: int | None = None, address: str | None = None) -> None:
        self.workers = workers or 0
        self.replaced = 0
        self._recipe = recipe
        self._address = address or os.environ.get("RAY_ADDRESS")
        self._hands: list[_Hand] = []
        self._stillborn = 0
        self._ours = False

    def __enter__(self) -> Self:
        if not ray.is_initialized():
            os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
            self._connect()
            self._ours = True
        self.workers = self.workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        return self

    def _connect(self) -> None:
        quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "error"}
        if self._address is None:
            # more actors than cores is for the user to decide, as it is with the pool
            # "local" starts one of our own also where another one runs on this machine
            ray.init(
                "local", include_dashboard=False, object_store_memory=STORE, num_cpus=self.workers or None, **quiet
            )
            return
        try:
            ray.init(address=self._address, **quiet)
        except ConnectionError as error:
            raise EngineError(f"No Ray cluster answers at {self._address}: {error}") from error

    def run(self, blocks: Iterable[Block]) -> Iterator[Shard]:
        feed = Feed(blocks)
        while feed.look() or any(hand.block is not None for hand in self._hands):
            while len(self._hands) < self.workers:
                self._start()
            for hand in self._hands:
                if hand.awaited is None:  # idle since an earlier run, or before a block came back
                    self._give(hand, feed)
            awaited = {hand.awaited: hand for hand in self._hands if hand.awaited is not None}
            done, _ = ray.wait(list(awaited), num_returns=1, timeout=LOOK)
            if not done:
                self._leave_lost_nodes(feed)
            for one in done:
                shard = self._hear(awaited[one], feed)
                if shard is not None:
                    yield shard

    def _start(self) -> None:
        made = ray.remote(Actor).options(num_cpus=1, max_restarts=0, scheduling_strategy="SPREAD")
        actor = made.remote(self._recipe)
        self._hands.append(_Hand(actor, actor.ready.remote()))

    def _give(self, hand: _Hand, feed: Feed) -> None:
        """The next block to an actor that is ready and has none."""
        if hand.node is None:
            return
        hand.block = feed.take()
        hand.awaited = None if hand.block is None else hand.actor.read.remote(hand.block)

    def _hear(self, hand: _Hand, feed: Feed) -> Shard | None:
        try:
            said = ray.get(hand.awaited)
        except RayTaskError as error:
            raise EngineError(f"An actor failed: {error}") from error
        except (ObjectLostError, ActorUnavailableError):  # the way to it broke, before or after it was read
            self._bury(hand)
            if hand.block is not None:
                feed.back(hand.block)
            return None
        except RayError as error:
            return self._died(hand, feed, error)
        if hand.node is None:
            hand.node, version = said
            self._stillborn = 0
            self._same_reader(hand.node, version)
            self._give(hand, feed)
            return None
        self._give(hand, feed)
        shard: Shard = said
        return shard

    def _died(self, hand: _Hand, feed: Feed, error: Exception) -> Shard | None:
        """What becomes of the block of an actor that has ended."""
        self._bury(hand)
        if hand.block is None:
            self._stillborn += 1
            # many may begin on a node that is lost; each of ours may do so a few times
            if getattr(error, "actor_init_failed", False) or self._stillborn >= STARTS * self.workers:
                raise EngineError(f"A worker cannot begin: {error}") from error
            return None
        if not _alive(hand.node):
            feed.back(hand.block)
            return None
        return killed(hand.block) if feed.died(hand.block) else None

    def _leave_lost_nodes(self, feed: Feed) -> None:
        """Give up actors whose node is gone: what is awaited from one may otherwise be awaited for minutes."""
        for hand in list(self._hands):
            if hand.node is not None and not _alive(hand.node):
                self._bury(hand)
                if hand.block is not None:
                    feed.back(hand.block)

    def _bury(self, hand: _Hand) -> None:
        ray.kill(hand.actor)
        self._hands.remove(hand)
        self.replaced += 1

    def _same_reader(self, node: str, version: str) -> None:
        ours = self._recipe.version()
        if version != ours:
            raise EngineError(
                f"The node {node} of the cluster has another reader: {version}, and here it is {ours}. "
                "Install the same release of Kepil on all."
            )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for hand in self._hands:
            ray.kill(hand.actor)
        self._hands.clear()
        if self._ours:
            ray.shutdown()


def _alive(node: str | None) -> bool:
    return any(one["NodeID"] == node and one["Alive"] for one in ray.nodes())
