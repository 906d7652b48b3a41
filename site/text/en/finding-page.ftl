# The sections and tables of a finding's page: what it rests on, how far to trust it, and all its numbers.

finding-inside = The studies in it
finding-read-once = Read once, not in the pooled effect
finding-only-one = The only usable study
finding-outside = Considered and left out
finding-not-stated = not stated
finding-no-effect = no effect

# Columns of the tables of studies.
finding-column-study = Study
finding-column-design = Design
finding-column-country = Country
finding-column-outcome = Outcome
finding-column-effect = Effect (g) [95% interval]
finding-column-weight = Weight
finding-column-formula = Formula
finding-column-origin = Origin
finding-column-status = Status
finding-column-why = Why it is not pooled

# The table of all numbers: what, value.
finding-numbers = All numbers of this finding
finding-numbers-what = What
finding-numbers-value = Value
finding-numbers-pooled = Pooled effect
finding-numbers-model = Model
finding-numbers-k = Effects, studies
finding-numbers-df = Degrees of freedom, p
# $few is "yes" below 4 degrees of freedom.
finding-numbers-df-value = { $df }{ $few ->
    [yes] {" "}(below 4: do not trust the interval)
   *[no] {""}
}, { $p }
finding-numbers-prediction = 95% prediction interval
finding-numbers-range = { $lower } to { $upper }
finding-numbers-variance = Variance between studies, within studies
finding-numbers-i2 = Share of variance that is not sampling error I²
finding-numbers-q = Cochran's Q, p
finding-numbers-people = People
finding-numbers-all = Pooled effect with the numbers read once
finding-numbers-all-same = the same: every number was read twice
finding-numbers-all-value = { $effect }, { $n } studies
finding-numbers-version = Version of the finding
finding-numbers-row = The row is `{ $finding }` in [pooled_effects.csv](../data/index.md#pooled-effects). To walk it back to the printed words: `make trace ID={ $finding }`, or read the [trace](../trace/{ $finding }.md).
finding-model-CHE-CR2 = correlated and hierarchical effects, robust variance (CR2)
finding-model-REML-KH = one effect a study: REML, Knapp-Hartung

# The same finding pooled in other ways.
finding-holds = Does the answer hold?
finding-holds-way = Pooled in another way
finding-holds-effects = Effects
finding-holds-of = { $k } of { $n } studies

# The list of all findings.
findings-title = Findings

# What a finding means for a person.
trust-meaning = What it means for a person
trust-meaning-what = What
trust-meaning-value = Value
trust-meaning-assumed = What was assumed
# After what was assumed: studies and figures that nobody has read a second time
trust-meaning-once = Read only once: { $what }.
trust-meaning-interval = { $value } ({ $lower } to { $upper })
# A share in percent that never says certain or impossible.
trust-share = { $percent }%
trust-share-most = more than 99%
trust-share-least = less than 1%

# Whether the answer holds in every way of pooling; $verdict is one of the five below.
trust-robustness = Pooled in [other ways](#every-defensible-way-of-pooling): { $verdict } (flaws that the studies share remain in all of them).
trust-robustness-robust = holds however it is pooled
trust-robustness-consistent = same direction however it is pooled, not always clear
trust-robustness-unclear = unclear however it is pooled
trust-robustness-depends = depends on how it is pooled
trust-robustness-too-few = too few ways of pooling to say

# The domains of GRADE, with the steps that each takes the certainty down or up.
trust-sure = How sure, domain by domain
trust-sure-domain = Domain
trust-sure-steps = Steps
trust-sure-why = Why
trust-sure-judge = Judged by
trust-sure-judged = { $judge }, { $date }

# Tests for small-study effects, and the funnel plot.
trust-small = Do small studies show more?
trust-small-power = Median power of a study: { $power }.
trust-small-test = Test or mean
trust-small-result = Result
trust-small-note = Note
trust-funnel-title = Funnel plot: { $name }
trust-funnel-caption = Each dot is one effect; precise ones stand at the top. Without small-study effects they spread evenly around the line; the bands show where p is below .10, .05 and .01.

# All ways of pooling, as a drawing.
trust-ways = Every defensible way of pooling
trust-ways-title = Specification curve: { $name }
trust-ways-caption = { $n ->
    [one] { $count } different result
   *[other] { $count } different results
}, from the smallest to the largest, with their intervals; the marks below show the choices behind each.
# The choices beside the marks: what is chosen, and the options.
trust-choice-effects = which effects
trust-choice-main = all usable
trust-choice-with-doubtful = with doubtful ones
trust-choice-no-conversions = without conversions
trust-choice-randomised-only = randomised trials only
trust-choice-checked-only = read twice only
trust-choice-per-study = one effect a study
trust-choice-first = the first by the rule
trust-choice-most-precise = the most precise
trust-choice-mean = their mean
trust-choice-method = heterogeneity by
trust-choice-test = interval
trust-choice-knha = Knapp-Hartung
trust-choice-z = normal
trust-choice-outliers = outliers
trust-choice-keep = kept
trust-choice-drop = left out
trust-choice-rho = correlation within studies
trust-choice-model = model
trust-choice-two-level = two-level
trust-choice-multilevel = several effects a study

# The finding without each study in turn.
trust-one = Does one study decide?
trust-one-without = Without
trust-one-weight = Its weight
trust-one-turns = Turns the answer
trust-one-yes = yes
trust-one-no = no

# The main effects on a study's page.
study-effects-outcome = Outcome
study-effects-when = When
study-effects-effect = Effect (g) [95% interval]
study-effects-evidence = Evidence
study-effects-status = Status
study-effects-not-stated = not stated
# A list in a sentence: $names are all but the last, with commas.
study-list = { $names } and { $last }
