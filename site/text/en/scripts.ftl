# What the scripts of the pages say. A value in braces is filled in by the browser, when a visitor chooses.
# Where a count chooses the plural, it is $count; $n is the same number as it is shown. Plurals are named
# by their category (zero, one, two, few, many, other), not by a number.

## Filters, on the Explorer and the gap map

script-filter-family = Outcome
script-filter-evidence = Kind of evidence
script-filter-level = Level
script-filter-kind = Intervention
script-filter-country = Country
# Which scale or construct was used
script-filter-construct = Measured as
script-filter-income = Income group
script-filter-income-of-country = Income group of the country
script-filter-cadre = Who
script-filter-design = Design
script-filter-bias = Risk of bias
# How often the numbers were read, and by whom
script-filter-status = Reading
script-filter-words = Words in name or title
script-filter-from = Year from
script-filter-to = Year to
script-filters = Filters
script-filters-more = More filters
# A filter of which several values are ticked
script-filter-chosen = { $n } chosen
# A filter that lets everything through
script-filter-any = any
# Between the values of a filter, in a sentence: nurse or physician
script-filter-or = or
# Years and words that were chosen, in a sentence
script-filter-said-from = from { $year }
script-filter-said-to = to { $year }
script-filter-said-words = “{ $words }”

## Explorer

script-explorer-form = Choose studies
script-explorer-once = Show what the numbers read only once would change
script-explorer-reset = Start again
script-explorer-save = Download as CSV
script-explorer-map = Show this choice on the evidence gap map
script-explorer-effects = { $count ->
    [one] { $n } effect
   *[other] { $n } effects
  }
script-explorer-studies = { $count ->
    [one] { $n } study
   *[other] { $n } studies
  }
# $effects and $studies are the two messages above
script-explorer-shown = You see { $effects } of { $studies }.
# $about lists what was chosen in the filters
script-explorer-shown-about = You see { $effects } of { $studies }: { $about }.
script-explorer-unknown = The address names what this release does not hold, and it was set aside: { $unknown }.
# $names lists outcomes; the first three of many
script-explorer-and-others = { $names } and others
script-explorer-outcomes = The selection holds { $n } different outcomes ({ $names }). One number for all of them would mean nothing: choose one outcome to see an estimate.
script-explorer-mixed = The selection mixes kinds of evidence: comparisons with a control group, single groups before and after, and associations say different things and are never averaged. Choose one to see an estimate.
script-explorer-associations = Associations are listed, not pooled: the exposures differ and causes are not shown.
script-explorer-no-study = None of them has a usable number that was read twice: no estimate.
# $size is the message script-explorer-size
script-explorer-one-study = Only one study has a usable number that was read twice, so there is nothing to pool. It finds { $size }.
script-explorer-size = { $estimate } standard deviations, 95% interval { $lower } to { $upper }
# In these four, $n studies have a number: two at least
script-explorer-before-after = { $n } of the studies have a usable number that was read twice. Together, in single groups measured before and after, the mean change is { $size } (positive is better). This does not show that the intervention caused it.
script-explorer-for-intervention = { $n } of the studies have a usable number that was read twice. Together they favour the intervention: { $size }.
script-explorer-for-comparison = { $n } of the studies have a usable number that was read twice. Together they favour the comparison: { $size }.
script-explorer-unclear = { $n } of the studies have a usable number that was read twice. Together they show no clear difference: { $size }. The interval includes no effect.
script-explorer-once-none = Every number that can be used here was read twice.
script-explorer-once-more = { $count ->
    [one] One more number was read only once, and nobody has checked it
   *[other] { $n } more numbers were read only once, and nobody has checked them
  }: not in the estimate.
# What follows if those read once are taken as they are
script-explorer-once-nothing = Even so there would be nothing to pool.
script-explorer-once-size = Taken as they are, the estimate would be { $size }, { $n } studies.
script-explorer-once-change = Taken as they are, the estimate would be { $size }, { $n } studies, a change of { $change }.
script-explorer-prediction = In a new setting the effect may well lie anywhere between { $lower } and { $upper } (95% prediction interval).
# $p is one of the three messages below; $count is the degrees of freedom
script-explorer-variance = Variance between studies { $tau2 }; share of variance that is not sampling error (I²) { $i2 }%; { $p }, { $count ->
    [one] { $n } degree
   *[other] { $n } degrees
  } of freedom.
script-explorer-p = p { $p }
script-explorer-p-small = p below 0.001
script-explorer-p-none = p cannot be computed
script-explorer-levels = It averages over the levels { $levels }. What helps at one need not help at another: choose a level for a number that means one thing.
script-explorer-few = So few studies that the interval itself cannot be trusted much (fewer than 4 degrees of freedom).
script-explorer-same = The effects are all the same, so the interval has no width: do not trust it.
script-explorer-yours = You choose these studies with their results in sight: explore with it, and do not quote it as a finding. How sure it is has not been judged.
# $link is a link with the words of the next message; the part in quotation marks is a line of a finding's page
script-explorer-own = { $link } uses every outcome of a study; its line “one effect a study” is the model used here.
script-explorer-own-link = The hub's own answer to this question
# Followed by buttons
script-explorer-left-out = Left out by you:
script-explorer-put-back = Put back
script-explorer-put-back-study = Put back { $study }
script-explorer-leave-out = Leave out
script-explorer-leave-out-study = Leave out { $study }
# Heads of a column of the table, and what stands in it
script-explorer-use = In the estimate?
script-explorer-use-only = the only one
script-explorer-use-weight = yes, weight { $weight }%
script-explorer-use-left-out = left out by you
script-explorer-use-why = no: { $why }
script-explorer-use-no-estimate = no estimate
script-explorer-use-other = no: another effect of the study comes first
script-explorer-use-once = no: read once, not checked
script-explorer-table-first = The table shows the first { $n } of { $all } effects.
script-explorer-table-all = Show all rows

# The choice as a small map below the drawing
script-grid-title = The same choice as a map
script-grid-caption = The same choice as a map: studies by intervention and what they measured. The larger the bubble, the more studies; a number leads to its studies.
script-grid-rows = Intervention
script-grid-none = No type coded
# $row is an intervention, $column an outcome
script-grid-cell = { $count ->
    [one] { $n } study: { $row }, { $column }. Show it alone
   *[other] { $n } studies: { $row }, { $column }. Show them alone
  }
script-grid-all = Show all { $n } interventions

## The Explorer's drawing

script-forest-title = Forest plot of the selection
script-forest-about = { $count ->
    [one] { $n } effect, one a study.
   *[other] { $n } effects, one a study.
  } The same numbers are in the table below.
script-forest-study = Study
script-forest-estimate = Estimate [95% CI]
script-forest-pooled = Pooled
script-forest-prediction = 95% prediction interval
script-forest-axis = Standardised effect (Hedges' g)
# What the two ends of the number line mean
script-forest-worse = got worse
script-forest-better = got better
script-forest-for-comparison = favours comparison
script-forest-for-intervention = favours intervention
# Under an effect that was read once: what it measured
script-forest-read-once = { $construct }, read once
script-forest-caption = Each square is one effect, its size the weight; the lines are 95% intervals.
script-forest-caption-pooled = Each square is one effect, its size the weight; the lines are 95% intervals; the diamond is the pooled effect, the dashed line its 95% prediction interval.
script-forest-caption-once = A hollow square was read once and is not in the pooled effect.
script-forest-first = Drawn are the { $n } with the most weight of { $all }.
script-forest-all = Draw all { $n }

## Teaching: filters over the competencies

script-teaching-form = Choose competencies
script-teaching-audience = Who learns it
script-teaching-audience-front_line = front-line staff
script-teaching-audience-team_lead = team leads
script-teaching-audience-manager = managers
script-teaching-audience-educator = educators
script-teaching-audience-policy_maker = policy makers
script-teaching-levels = Level
script-teaching-levels-individual = individual
script-teaching-levels-team = team
script-teaching-levels-organisational = organisational
script-teaching-levels-system = system
script-teaching-levels-multi_level = multi-level
script-teaching-known = What is known
script-teaching-known-pooled = a pooled finding
script-teaching-known-some = single studies only
script-teaching-known-nothing = no number yet
script-teaching-any = any
script-teaching-shown = { $n } of { $all } competencies.

## Teaching: the course pack

script-pack-title = Your pack
script-pack-cc11 = Common Cartridge 1.1 (Moodle)
script-pack-cc13 = Common Cartridge 1.3 (Canvas and others)
script-pack-docx = Word document
script-pack-md = Markdown
script-pack-empty = Untick all
# The name of a box to tick
script-pack-put = Put into the pack: { $finding }
script-pack-changed = Changed since this link was made; read them again:
# $old and $new are versions
script-pack-changed-finding = { $finding } (was { $old }, is { $new })
script-pack-unknown = Named in the link and not here:
# Followed by a list of competencies
script-pack-show = Show findings for
script-pack-any = any
script-pack-count = { $count ->
    [one] { $n } finding
   *[other] { $n } findings
  } in the pack.
script-pack-full = That is the most a pack holds.
script-pack-nothing = Nothing is ticked yet.
script-pack-making = Putting the pack together …
script-pack-made = { $name }: { $count ->
    [one] { $n } finding.
   *[other] { $n } findings.
  }
script-pack-failed = The pack could not be made ({ $problem }). It needs the site on a web server.
