"""Where the contracts of the estimate tables are."""

from pathlib import Path

ESTIMATE_SCHEMAS = Path(__file__).parent / "schemas"
