"""The desk's own tables: what is no part of the register, and stays out of its log."""

from __future__ import annotations

from kepil.web.desk.models.audit import Act
from kepil.web.desk.models.coding import Claim, Coder, Coding, Decision, Round, Unit
from kepil.web.desk.models.submissions import Submission
from kepil.web.desk.models.uploads import Upload, UploadItem

__all__ = ["Act", "Claim", "Coder", "Coding", "Decision", "Round", "Submission", "Unit", "Upload", "UploadItem"]
