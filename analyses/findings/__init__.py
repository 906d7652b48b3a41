"""Effects to findings: one pooled answer per outcome family, level and kind of evidence."""

from analyses.findings.questions import LEVELS, finding_id
from analyses.findings.table import Setting, findings

__all__ = ["LEVELS", "Setting", "finding_id", "findings"]
