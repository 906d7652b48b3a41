"""The contracts: what a record is, and which columns a published table has."""
