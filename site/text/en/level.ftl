# The page of one level.
level-page-title = { $level } level
level-page-coded = { $studies } { $n ->
    [one] study
   *[other] studies
  } coded, { $randomised } of them randomised, from { $countries } { $places ->
    [one] country
   *[other] countries
  }.
level-page-findings = Findings at this level
level-page-kinds = Kinds of intervention
level-page-costs = Costs and burden
level-page-voices = Voices
level-page-studies = Studies
level-page-column-type = Intervention type
level-page-column-studies = Studies
level-page-column-study = Study
level-page-column-title = Title as read
level-page-column-design = Design
level-page-column-country = Country
