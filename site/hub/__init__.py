"""Turn checked records into the pages, figures and downloads of the evidence hub."""
