"""What a request looks at, for the views of this room."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest

from kepil.register.verdicts import Policy, policy
from kepil.web.scene import Scene


def scene_of(request: HttpRequest) -> Scene:
    """The register as the request sees it."""
    return cast(Scene, cast(Any, request).scene)


def policy_of(scene: Scene) -> Policy:
    """The policy by which verdicts of the register are counted.

    Raises:
        KeyError: the register names a policy that this version does not have.
    """
    return policy(scene.frame.head.policy)


def choice(request: HttpRequest, name: str, choices: tuple[str, ...]) -> str:
    """A parameter of the address that has to be one of several words; the first of them where it is none."""
    given = request.GET.get(name, "")
    return given if given in choices else choices[0]
