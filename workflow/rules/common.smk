"""Shared by the stage files (where the project is, digests of code and corpus, table names).

INPUTS   none
OUTPUTS  none
"""

import hashlib

PROJECT = Path(workflow.basedir)
CORPUS = Path(config["corpus"])
if not CORPUS.is_absolute():
    CORPUS = PROJECT / CORPUS


def table_names(folder):
    """Return the names of the tables whose schemas are in a folder of the project."""
    return sorted(p.stem for p in (PROJECT / folder).glob("*.yaml"))


RECORD_TABLES = table_names("extract/records/schemas")
FINDING_TABLES = [
    *("pooled_effects", "pool_members", "sensitivity", "influence"),
    *("small_study", "certainty", "meaning", "multiverse"),
]
ESTIMATE_TABLES = ["effect_sizes", *FINDING_TABLES]
MACHINE_TABLES = table_names("extract/records/machine")
MACHINE_ESTIMATES = ["machine_effects", "what_if", "review_queue"]
COMPARISON_TABLES = ["level_comparison", "level_profiles", "comparison"]
VOICE_TABLES = ["voice_findings", "voice_themes", "voices_beside"]
CHANGE_TABLES = ["finding_changes", "finding_versions"]
TABLES = [
    *(*RECORD_TABLES, *ESTIMATE_TABLES, *COMPARISON_TABLES),
    *(*VOICE_TABLES, "economics_converted", *CHANGE_TABLES),
    *(*MACHINE_TABLES, *MACHINE_ESTIMATES),
]


def files_of(folder, *patterns):
    """Return the sorted files below a folder that match one of the patterns."""
    root = PROJECT / folder
    return sorted(
        str(p) for pattern in patterns for p in root.rglob(pattern) if p.is_file()
    )


def source_digest(*folders):
    """Return a digest of the code in folders of the project.

    Snakemake does not see edits in imported modules; as a parameter of a rule the digest does.
    """
    files = [
        f for folder in folders for f in files_of(folder, "*.py", "*.yaml", "*.json")
    ]
    if not files:
        raise ValueError(f"no code found in {folders} below {PROJECT}")
    digest = hashlib.sha256()
    for name in files:
        digest.update(Path(name).relative_to(PROJECT).as_posix().encode())
        digest.update(Path(name).read_bytes())
    return digest.hexdigest()[:16]


def corpus_files():
    """Return every file of the corpus that is read; listed when the workflow is parsed."""
    patterns = ("*.yaml", "*.yml", "*.csv", "*.bib")
    found = sorted(str(p) for pattern in patterns for p in CORPUS.rglob(pattern))
    apart = (
        "imports",
        "papers",
        "releases",
    )  # records of an import; papers and releases have rules of their own
    return [f for f in found if Path(f).relative_to(CORPUS).parts[0] not in apart]


def corpus_digest():
    """Return a digest of the names in the corpus: a removed file changes no modification time."""
    names = "\n".join(Path(f).relative_to(CORPUS).as_posix() for f in corpus_files())
    return hashlib.sha256(names.encode()).hexdigest()[:16]


PAPERS = CORPUS / "papers"
NO_PAPERS = ("README.md", "expected.csv")


def papers_by_shard():
    """Return the files of the papers' folder by shard; a file keeps its shard as others come."""
    shards = {}
    for path in sorted(PAPERS.rglob("*")):
        name = path.relative_to(PAPERS)
        hidden = any(part.startswith(".") for part in name.parts)
        source = name.parts[:2] == ("example", "sources")
        if path.is_file() and not hidden and not source and name.name not in NO_PAPERS:
            digest = hashlib.sha256(bytes(name)).digest()
            shard = int.from_bytes(digest[:4], "big") % config["papers"]["shards"]
            shards.setdefault(f"{shard:04d}", []).append(str(path))
    return shards


def is_plain(name):
    """Say whether a name can be an input: braces are wildcards, and cannot be told otherwise."""
    return "{" not in name


PAPERS_BY_SHARD = papers_by_shard()
