# The first page and the indexes of findings, interventions and outcomes.
home-search-label = Search findings, studies, voices and claims
home-search-button = Search
home-level = { $level } level
home-axis = worse ← 0 → better, in standard deviations
home-studies = { $pooled } of { $coded } { $coded ->
    [one] study pooled
   *[other] studies pooled
  }
home-studies-single = 1 usable of { $coded } { $coded ->
    [one] study
   *[other] studies
  }
home-share = { $n } of { $all } coded studies { $n ->
    [one] is
   *[other] are
  } at this level
home-key = Dot: the estimate. Thick line: its 95% interval. Thin line: where the effect of a new setting may lie (95% prediction interval). Hollow: one study, not pooled. All four share one axis.
home-imbalance = The evidence is not evenly spread
home-imbalance-words = Of { $studies } coded studies, { $most } act on the { $level } level; of { $randomised } randomised trials, { $mostrandomised } do. Only { $least } { $least ->
    [one] acts
   *[other] act
  } on several levels at once, and { $system } on the system around the employer.
home-bar = { $studies } { $studies ->
    [one] study
   *[other] studies
  }, { $randomised } randomised
home-doors = Where to go
home-door-advocate = To make a case
home-door-advocate-words = One honest sentence, how sure we are, who it was tested on, what it costs, and the source to quote.
home-door-advocate-first = Start with the findings on burnout
home-door-advocate-more = Then the [claims we checked](claims/index.md) and [costs and burden](costs/index.md).
home-door-teacher = To teach
home-door-teacher-words = What each intervention is in plain words, what it does, and citations in the format of your course.
home-door-teacher-first = Start with the interventions
home-door-teacher-more = Then the [voices of health workers](voices/index.md) and [how to cite](cite.md).
home-door-researcher = To do research
home-door-researcher-words = Filter studies and see the pooled estimate follow; every number leads to the page it was read from.
home-door-researcher-first = Start with the Explorer
home-door-researcher-more = Then the [data](data/index.md), the [methods](methods/index.md), [papers read by machine](papers/index.md) and [our estimates beside published reviews](data/comparison.md).
findings-lead = { $pooled } of { $all } questions have a pooled answer; those stand first. Positive effects favour the intervention.
findings-read = How to read this list
findings-read-words = Each finding is one question: an outcome, a level or an intervention type, and a kind of evidence. Its identifier is permanent. Controlled evidence, before-and-after measurements and associations are never mixed.
jump = Jump to
findings-empty = No pooled answer yet: { $n } { $n ->
    [one] question
   *[other] questions
  }
findings-key = Dot: pooled effect; thick line: 95% interval; thin line: 95% prediction interval; hollow: one study, not pooled; arrow: reaches further. All lines of a page share one axis.
interventions-lead = What was tried, in plain words. First the { $n } types with a pooled answer; then every type by group, with its number of studies.
interventions-pooled = Types with a pooled answer
interventions-none = No study yet: { $n } { $n ->
    [one] type
   *[other] types
  }
outcomes-lead = Pooled effects of controlled studies, by level: standardised (Hedges' g), positive is better, with the 95% interval.
outcomes-empty = No pooled answer at any level yet: { $n } { $n ->
    [one] outcome
   *[other] outcomes
  }
outcomes-dash = A dash means: not enough studies print a number that can be pooled.

# The first page, from its title to what is not known.
home-name = What helps health workers?
home-title = What helps health workers with burnout?
home-most = The question with the most studies
home-other = Other outcomes
# The title of a chart, for those who do not see it.
home-line-title = { $level }: effect
# A badge with the certainty, and what the numbers that were read only once would change.
home-sure = How sure: { $certainty }{ $change }
home-change = (with { $count } { $n ->
    [one] study
   *[other] studies
  } read only once: { $estimate })
home-why = See why
home-short-none = **No level shows a clear effect on burnout yet.**
# The levels by name, joined by commas and the word below; $n (not used in English) says how many.
home-short-firm = **Help at the { $levels } level may go with lower burnout.**
home-short-unsure = At the { $levels } level the studies point the same way, very uncertainly.
home-short-not-comparable = Which level does more cannot be said yet: the studies differ in design, outcome and country as well as in level.
home-short-comparable = Whether one level does more is on the [levels](levels/index.md) page, with care.
home-and = { $first } and { $last }
home-card-studies = studies coded
home-card-readings = printed results kept
home-card-effects = usable effects
home-card-countries = countries
home-card-themes = coded statements of voices
home-bars-title = Studies coded by level
home-bars-text = Number of coded studies at each level.
home-unknown = What is not known
home-unknown-low-income = [{ $count } { $n ->
    [one] study
   *[other] studies
  }](data/index.md#studies) from a low-income country.
home-unknown-late = [{ $count } { $n ->
    [one] outcome
   *[other] outcomes
  }](data/index.md#outcomes) of { $all } measured a year or later.
home-unknown-leaving = [{ $count } { $n ->
    [one] outcome
   *[other] outcomes
  }](data/index.md#outcomes) on leaving, or the wish to leave.
home-unknown-system = [{ $count } { $n ->
    [one] randomised trial
   *[other] randomised trials
  }](levels/system.md) among the { $all } studies at system level.
home-unknown-several = [{ $count } { $n ->
    [one] study
   *[other] studies
  }](levels/multi-level.md) of programmes at several levels at once.
# Counted by the group of intervention types that the taxonomy calls "Reflective and peer groups".
home-unknown-team = [{ $count } of the { $all } studies](levels/team.md) at team level { $n ->
    [one] is
   *[other] are
  } of reflective and peer groups, such as Balint groups.
home-unknown-bias = Risk of bias is not assessed yet for any study.
home-unknown-unread = [{ $count }](data/index.md#readings) of { $all } printed results have had no second reading; they are in no pooled effect.
