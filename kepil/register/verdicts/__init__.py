"""What came of a promise, by a person's verdict: its rules, the policies that set them, and other trackers' scales.

Pure functions over records. Policies and crosswalks are data files in `data/`; docs/verdicts.md describes them.
"""

from __future__ import annotations

from kepil.register.verdicts.check import Context, Verdict, check, closes_on, in_force, suggest
from kepil.register.verdicts.crosswalks import Crosswalk, Label, Shown, crosswalk, crosswalks, read_crosswalk, show
from kepil.register.verdicts.data_file import DataFileError
from kepil.register.verdicts.flips import Flip, Rated, Scale, flips
from kepil.register.verdicts.policies import Policy, policies, policy, read_policy
from kepil.register.verdicts.scale import FULFILMENTS, NOT_TO_DO, Fulfilment, Side

__all__ = [
    "FULFILMENTS",
    "NOT_TO_DO",
    "Context",
    "Crosswalk",
    "DataFileError",
    "Flip",
    "Fulfilment",
    "Label",
    "Policy",
    "Rated",
    "Scale",
    "Shown",
    "Side",
    "Verdict",
    "check",
    "closes_on",
    "crosswalk",
    "crosswalks",
    "flips",
    "in_force",
    "policies",
    "policy",
    "read_crosswalk",
    "read_policy",
    "show",
    "suggest",
]
