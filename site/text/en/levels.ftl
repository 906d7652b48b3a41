# The levels beside each other.
levels-title = Does one level do more than another?
levels-description = Does fixing the rota work better than mindfulness classes? The levels beside each other, and why they may not be comparable.
levels-answer = **Does fixing the rota work better than mindfulness classes?** { $verdict ->
    [not_comparable_yet] For { $outcome } this cannot be said yet: the levels rest on too few studies, or on studies too different to compare.
    [comparable_with_care] For { $outcome } the levels can be compared, with care.
   *[nothing] For { $outcome } fewer than two levels have a pooled effect, so there is nothing to compare.
 }
levels-line = { $level } level: { $link } from { $n ->
    [one] one study
   *[other] { $n } studies
 }, { $randomised ->
    [0] none of them randomised
   *[other] { $randomised } of them randomised
 }.
levels-line-none = { $level } level: nothing pooled ({ $coded ->
    [0] no controlled study coded
    [one] one controlled study coded
   *[other] { $coded } controlled studies coded
 }, { $n } with a number that can be used).
levels-test = { $shown ->
    [yes] A difference between the pooled levels is shown
   *[no] No difference between the pooled levels is shown
 } (p = { $p }{""}); estimates that look different are not a difference.
levels-test-adjusted = Adjusted for what the levels share: p = { $p }.
levels-no-test = Too little to test whether the levels differ.
levels-question = Of the two things themselves: { $rota ->
    [0] no study changes rotas or hours
    [one] one study changes rotas or hours
   *[other] { $rota } studies change rotas or hours
 } and { $mindfulness ->
    [0] none teaches mindfulness
    [one] one teaches mindfulness
   *[other] { $mindfulness } teach mindfulness
 }; on this outcome { $rota_pooled ->
    [0] no kind of the first
    [one] one kind of the first
   *[other] { $rota_pooled } kinds of the first
 } and { $mindfulness_pooled ->
    [0] no kind of the second
    [one] one kind of the second
   *[other] { $mindfulness_pooled } kinds of the second
 } can be pooled on its own.
levels-verdict = { $verdict ->
    [not_comparable_yet] not comparable yet
    [comparable_with_care] comparable with care
   *[nothing] nothing to compare
 }
levels-one = Only one level has a pooled effect.
levels-why = Why not yet:
levels-level = { $level } level
levels-studies = { $n ->
    [one] one study
   *[other] { $n } studies
 }
levels-not-pooled = { $n ->
    [0] no usable number
    [one] one study, not pooled
   *[other] { $n } studies, not pooled
 }
levels-chart = { $outcome }: the levels beside each other
levels-chart-text = { $n ->
    [one] One level has
   *[other] { $n } levels have
 } a pooled effect. The same numbers are in the table below.
# Before the ends of a prediction interval
levels-new-setting = new setting
levels-axis = Standardised effect (Hedges' g)
levels-caption = A diamond is a pooled effect with its 95% interval; the dashed line is what a new setting may see (95% prediction interval).
levels-differs = What differs besides the level
levels-wanted = What would be needed
levels-wanted-studies = { $level } level: { $n ->
    [one] one more study
   *[other] { $n } more studies
 } with a number that can be pooled
levels-wanted-randomised = { $level } level: randomised trials; none of its studies is one
levels-silent = { $n ->
    [one] not stated in one study
   *[other] not stated in { $n } studies
 }
levels-weeks = median { $mid } ({ $low } to { $high })
levels-column-level = Level
levels-column-estimate = Effect (g)
levels-column-interval = 95% interval
levels-column-prediction = In a new setting
levels-column-studies = Studies pooled of coded
levels-column-people = People
levels-column-sure = How sure
levels-column-randomised = Randomised
levels-column-outcomes = Outcomes (studies)
levels-column-control = Comparison groups got (studies)
levels-column-weeks = Weeks to the last measurement
levels-column-countries = Countries (studies)
levels-column-converted = With converted effects
levels-column-coded = Studies
levels-column-randomised-coded = Randomised
levels-column-countries-coded = Countries
levels-imbalance = How unevenly the levels are studied
levels-imbalance-text = All coded studies, of every design and outcome.
# What a level has instead of a pooled effect, in the column of estimates.
levels-status-unchecked = unchecked
levels-status-single-study = single study
levels-status-none = nothing pooled
