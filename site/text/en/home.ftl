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
