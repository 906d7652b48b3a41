# Words for values of the data, as they stand in tables, badges and sentences.

# The level on which an intervention acts; in the middle of a sentence too.
word-level-individual = individual
word-level-team = team
word-level-organisational = organisational
word-level-system = system
word-level-multi-level = multi-level
word-level-any = any level

# What kind of evidence a number is.
word-class-controlled = controlled
word-class-pre-post = before and after, one group
word-class-cross-sectional = association

# Designs of studies.
word-design-rct = randomised trial
word-design-cluster-rct = cluster-randomised trial
word-design-non-randomised = controlled, not randomised
word-design-interrupted-time-series = interrupted time series
word-design-pre-post = before and after, one group
word-design-cross-sectional = cross-sectional
word-design-qualitative = qualitative

# How sure a finding is (GRADE), and how sure what voices say is (CERQual).
word-certainty-high = high
word-certainty-moderate = moderate
word-certainty-low = low
word-certainty-very-low = very low
word-certainty-none = not rated

# Whether a second reading of a number confirmed it.
word-status-machine = read once, not checked
word-status-checked = read twice
word-status-corrected = corrected
word-status-rejected = rejected

# Whether an effect may enter a main analysis, a sensitivity analysis only, or none.
word-use-main = main
word-use-sensitivity = sensitivity
word-use-none = none

# Whether a source prints an effect, or it is computed, converted from another measure, or filled in.
word-origin-reported = reported
word-origin-computed = computed
word-origin-converted = converted
word-origin-imputed = imputed

# What people said: kinds of statements.
word-theme-need = need
word-theme-barrier = barrier
word-theme-facilitator = facilitator
word-theme-recommendation = recommendation

# What a second reading of a number found.
word-check-confirmed = confirmed
word-check-partly = partly
word-check-differs = differs
word-check-not-found = not found

# The domains of GRADE.
word-domain-risk-of-bias = risk of bias
word-domain-inconsistency = inconsistency
word-domain-indirectness = indirectness
word-domain-imprecision = imprecision
word-domain-publication-bias = publication bias
word-domain-large-effect = large effect
word-domain-dose-response = dose response
word-domain-plausible-confounding = plausible confounding
