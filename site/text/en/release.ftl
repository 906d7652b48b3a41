# What changed, old versions, the citation check.
release-reversed = conclusion changed
release-retired = retired
release-certainty = surer or less sure
release-new = new question
release-superseded = numbers moved
release-current = current
release-no-version = no version named
release-unknown-version = unknown version
release-unknown-finding = unknown finding

release-changes-title = What changed
release-changes-lead = Findings change as studies are added, read a second time or corrected, and as methods improve. This page compares each release with the one before, and the present findings with the last release; the table is computed, never written by hand. The most consequential changes come first.
release-changes-check = Did you cite a finding? [Check your citations](check.md) against what the hub says now. To be told of changes, [follow a feed]({ $feed }).
release-changes-legend = **Conclusion changed**: the interval lay on one side of no effect and no longer does, or the other way round, or there was a pooled answer on one side only. **Surer or less sure**: the certainty rating moved under the same conclusion. **Numbers moved**: the estimate, its interval or its studies changed under the same conclusion.
release-changes-present = Since { $version }, not released yet
release-changes-release = Release { $version }, { $date }
release-changes-first = The first state that is kept: { $n } questions, { $pooled } of them with a pooled answer.
release-changes-none = No finding changed.
release-changes-counts = { $n ->
    [one] One finding changed
   *[other] { $n } findings changed
  }: { $counts }.
release-changes-small = { $n ->
    [one] One change in a question without a pooled answer before or after
   *[other] { $n } changes in questions without a pooled answer before or after
  }
release-changes-from = version { $old }, now { $new }
release-changes-was = version { $old }
release-changes-is = version { $new }
release-changes-data = The rows are in [finding_changes.csv]({ $up }data/index.md#finding-changes), the versions in [finding_versions.csv]({ $up }data/index.md#finding-versions).
release-changes-all = All changes
release-nothing-frozen = No release is frozen yet, so there is nothing to compare with.

release-versions-title = Versions of this finding
release-versions-present = The present version is { $version }, { $since }.
release-versions-released = in release { $releases }
release-versions-unreleased = not in a release yet: an address for good comes with the next one
release-versions-only = No other version was ever released.
release-versions-item = { $version } in release { $releases } said: { $said }. Now: { $stands } { $account }
release-versions-said = { $effect }, { $n ->
    [one] 1 study
   *[other] { $n } studies
  }, certainty { $sure }
release-versions-follow = [Follow this finding]({ $feed }) (Atom feed, changes by release) · [Check a citation]({ $up }changes/check.md) · [All numbers as JSON]({ $api })

release-old-title = { $title }, version { $version }
release-old-banner-title = This is an older version
release-old-banner = Version { $version } is of release { $releases }. The present one ([version { $present }]({ $link })) says: { $sentence }
release-old-current-title = This is the present version
release-old-current = Version { $version } of release { $releases } is still what the hub says. Its page with everything behind it: [{ $title }]({ $link }).
release-old-retired-title = This finding is retired
release-old-retired = Version { $version } is of release { $releases }. The hub asks this question no more: [why, and where to look]({ $link }).
release-old-said = What it said
release-old-worded = The numbers are those of the release; the sentence is put together from them by the present rules.
release-old-note = About the release: { $note }
release-old-moved = What moved since
release-old-numbers = Its numbers
release-old-effects = Its effects
release-old-left = { $n ->
    [one] One more effect was considered and left out
   *[other] { $n } more effects were considered and left out
  }; the reasons are in the [frozen data of the release]({ $frozen }).
release-old-what = What
release-old-value = Value
release-old-estimate = Pooled effect
release-old-prediction = 95% prediction interval
release-old-model = Model
release-old-model-correlated = correlated and hierarchical effects, robust variance (CR2)
release-old-model-two-level = one effect a study: REML, Knapp-Hartung
release-old-k = Effects, studies
release-old-sure = How sure
release-old-study = Study
release-old-outcome = Outcome
release-old-effect = Effect (g) [95% interval]
release-old-weight = Weight
release-old-status = Status then
release-old-use = Use
release-old-pooled = pooled
release-old-chosen = not pooled

release-retired-lead = This question is retired: no study is coded under it any more. It is kept so that a citation still leads somewhere.
release-retired-reason = Why: { $reason }
release-retired-no-reason = Why: nobody has written it down yet.
release-retired-moved = The question goes on under another identifier: [{ $title }]({ $link }).
release-retired-considered = The effects that it held are now considered for:
release-retired-versions = What it said

release-check-title = Check a citation
release-check-lead = Paste a citation, a list of identifiers, or a whole syllabus. Each finding of this hub that it names is looked up: is what you cite still what the hub says? Nothing leaves this page.
release-check-label = Text with citations
release-check-button = Check
release-check-clear = Clear
release-check-noscript = With JavaScript this page looks up a whole text. Without it, look for the identifier in the table below; `python -m analyses check-citations FILE` does the same for a file.
release-check-meaning = **Current**: cite it as it is. **Numbers moved**: the conclusion is the same, update the numbers and the version. **Conclusion changed**: do not cite the old one as the hub's answer. **Retired**: the question is asked no more. **Unknown version**: no release has it, nor has the hub now.
release-check-table = Every version
release-check-found = Citations found: { $count } ({ $counts }).
release-check-nothing = No identifier of a finding was found. One looks like this: { $example }
release-check-present = The present version is { $version }.
release-check-read-old = what version { $version } said
release-check-no-version = No version is named beside it.
release-check-unknown-version = No release has this version, nor has the hub now: it may be a slip, or from between releases.
release-check-unknown-finding = The hub never had a finding of this name.
release-check-column-finding = Finding
release-check-column-version = Version
release-check-column-stands = How it stands
release-check-column-account = What changed
release-check-column-releases = Releases

release-feed-all = { $site }: what changed
release-feed-finding = { $title }: what changed
release-feed-about = Changes of findings by release, computed from frozen data.
release-feed-no-address = This copy of the hub names no public address, so the entries carry no links: look for the identifier in the hub that you know.
release-feed-entry = { $title }: { $what } (release { $release })
release-feed-first = { $title }: first in release { $release }
release-feed-ident = Identifier: { $finding }. Version: { $version }.

# JSON addresses.
release-api-title = JSON addresses
release-api-lead = Every finding and every study as JSON at an address that does not change: `api/v1/` below the root of the site. The files are written with the pages, so they hold the same numbers.
release-api-promise = **The promise of `v1`.** An address stays. A field may be added; no field changes its meaning, its unit or its type, and none goes away. What cannot be kept would get `v2` beside it. A retired finding keeps its file, with `"retired": true`. Identifiers never change their meaning; a finding's `version` changes whenever its studies or numbers do.
release-api-rules = UTF-8, keys sorted, numbers as in the tables (at most 10 significant digits); two builds from the same data give the same bytes. A number that is missing is `null`, and `missing` beside it says why. Every number has a `review_status`: `machine` was read once and not checked; pooled numbers take only numbers read twice. `path` is below the root of the site; `url` is the public address, `null` while this copy of the hub has none.
release-api-licence = Licence: CC BY 4.0. Cite the finding with its version (`citation` is CSL JSON), and the original studies.
release-api-file = File
release-api-holds = What it holds
release-api-schema = Schema
release-api-example = Example
release-api-index = what there is: all identifiers, releases, files
release-api-findings = every finding in short: numbers, certainty, version
release-api-finding = one finding: numbers, certainty by domain, every effect considered with its place in the source, versions, citation
release-api-study = one study: reports, arms, effects with their places, findings
release-api-changes = every change from release to release
release-api-release = a release as it was frozen, all findings with their effects (format: the project's `corpus/releases/README.md`)
release-api-try = With Python, for instance, from a copy of the site:

# Downloads.
release-downloads-title = The same in other forms
release-downloads-lead = All are made from the CSV files and their contracts. Types are kept; only an empty cell is missing (the country code `NA` is Namibia). A leading apostrophe stays, as in the CSV.
release-downloads-zip = everything in one file, as a Frictionless data package: CSV, contracts, licence
release-downloads-sqlite = one database with all tables, their keys, and a table `columns` with the meaning of each column
release-downloads-api = Each finding and study as JSON: [JSON addresses](api.md)
release-downloads-table = Table
release-downloads-csv = CSV
release-downloads-parquet = Parquet
release-downloads-lines = JSON lines
release-downloads-readme =
    { $name }, release { $version } of { $date } or later: all tables.

    tables/ holds the tables as CSV (UTF-8, comma, point; an empty cell is missing; NA is Namibia).
    schemas/ holds the contract of each table (Frictionless Table Schema): types, meanings, keys.
    datapackage.json describes all of it; "frictionless validate datapackage.json" checks it.

    Numbers with review_status "machine" were read once and not checked. Pooled effects take only
    numbers that were read twice. Licence: CC BY 4.0, see LICENSE. Please cite the finding with its
    version, and the original studies.

# The flow of evidence.
release-flow-title = Flow of evidence
release-flow-honest-title = This is not a systematic review
release-flow-honest = No database search was made and no screening was recorded. Studies came in through published reviews, extraction sheets and reading. The flow below has the shape of PRISMA 2020 so that it can be compared with reviews; what nobody recorded says “not recorded”, which is not the same as 0.
release-flow-described = Stages from identification to pooled effects, with what left each stage beside it. The same counts are in the table below.
release-flow-caption = Counted from the tables. A dashed edge marks a stage that nobody recorded.
release-flow-table = The same as a table
release-flow-sources = Counted from [references, studies, contrasts, readings, effect_sizes, pool_members and pooled_effects](index.md). Each reading that is not pooled is counted under one reason, the first that applies in the order of the table.
release-flow-column-stage = Stage
release-flow-column-what = What
release-flow-column-count = Count
release-flow-column-left = Went on or out
release-flow-unknown = not recorded
release-flow-out = left out
release-flow-beside = Beside the flow
release-flow-identified = Records identified
release-flow-identified-why = No search of databases or registers was made; how many records were seen elsewhere was not recorded.
release-flow-screened = Records screened
release-flow-screened-why = Not recorded: neither how many were screened nor how many were excluded.
release-flow-sought = Reports sought for retrieval
release-flow-sought-why = Not recorded: neither how many were sought nor how many could not be had.
release-flow-coded = Coded
release-flow-reports = reports of studies
release-flow-studies = studies
release-flow-contrasts = comparisons coded
release-flow-read = Printed results
release-flow-readings = printed results read
release-flow-twice = of these read twice
release-flow-readings-once = of these read once, not checked
release-flow-effects = With an effect
release-flow-with-effect = readings with an effect
release-flow-effect-studies = studies with an effect
release-flow-pooled = Pooled
release-flow-pooled-readings = readings in a pooled effect
release-flow-pooled-studies = studies in a pooled effect
release-flow-pooled-findings = findings with a pooled effect
release-flow-left-rejected = readings rejected
release-flow-left-no_effect = no effect can be computed from what is printed
release-flow-left-association = associations at one time: listed, not pooled
release-flow-left-sensitivity = doubtful: sensitivity analyses only
release-flow-left-unused = not used, with a reason
release-flow-left-once = read once, not checked
release-flow-left-few = read twice, but too few studies to pool
release-flow-left-other = another effect of the study answers the question
release-flow-reviews = published reviews kept for comparison, never pooled
release-flow-review-rows = pooled results printed in them
release-flow-cited = other sources cited
release-flow-machine = papers given to the machine reader, never pooled
release-flow-examples = of these worked examples of invented data
# Why a number is missing in JSON.
release-api-missing-address = this copy of the hub names no public address
release-api-missing-no-reason = not given
release-api-missing-in-model = the model of this finding has no such number
release-api-missing-few = fewer studies than a pooled effect needs
release-api-missing-unprinted = the source does not print it
release-api-missing-uncoded = not coded from the source
# What a version said when it gave no number.
release-status-unchecked = unchecked
release-status-single-study = single study
release-status-none = none
