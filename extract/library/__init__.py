"""Papers received: read in shards, kept by content, laid beside the coded studies."""
