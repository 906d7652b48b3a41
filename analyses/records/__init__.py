"""The contracts of the estimate tables."""
