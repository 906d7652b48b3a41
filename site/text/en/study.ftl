# A study's page, and the list of all studies.
study-page-where = With whom, and where
study-page-compared = What was compared
study-page-numbers = Every number, and what became of it
study-page-printed = What the sources print
study-page-unclear = What is unclear
study-page-cite = Cite this summary
study-page-record = The record is `{ $file }`. Study identifier: `{ $study }`.
# A badge. The level is one of the words for levels, in lower case.
study-page-level = { $level } level
study-page-bias = risk of bias not assessed
study-page-not-stated = not stated
# A value as it was coded, with a remark of whoever coded it.
study-page-noted = { $text } ({ $note })

# With whom, and where: one row for each of these.
study-page-column-fact = What
study-page-column-coded = As coded
study-page-country = Country
study-page-income = Income group (approximate)
study-page-people = People
study-page-setting = Setting
study-page-size = People on one outcome, both arms
study-page-size-unknown = not printed for both arms
study-page-why = Why this design and level
study-page-as-source = as the source says

study-page-column-arm = Arm
study-page-column-role = Role
study-page-column-what = What
study-page-column-type = Type
study-page-column-delivery = Delivery
study-page-column-weeks = Weeks

study-page-column-outcome = Outcome (instrument)
study-page-column-when = When
study-page-column-evidence = Evidence
study-page-column-effect = Effect (g) [95% interval]
study-page-column-formula = Formula
study-page-column-origin = Origin and reading
study-page-column-use = Use, and why
study-page-column-findings = Findings
study-page-outcome = { $outcome } ({ $instrument })
study-page-no-instrument = instrument not named
# OR is the odds ratio.
study-page-odds-ratio = OR { $interval }
# Where no effect could be computed: there is no origin.
study-page-no-origin = none
study-page-no-effect = no effect
# How an effect is used (a code of the tables), the reason, then the codes of what marks it.
study-page-use = **{ $use }**
study-page-use-why = **{ $use }**: { $why }
study-page-use-flags = { $text } ({ $flags })

study-page-provenance = The page read is provenance and may be a mirror; cite the publication.
study-page-reading = Reading { $reading }
study-page-column-read = As read
study-page-field-groups = Numbers by arm
study-page-field-effect = Effect as printed
study-page-field-test = Test as printed
study-page-field-words = Words near the number
study-page-field-page = Page read
study-page-field-second = Second reading
study-page-field-note = Coder's note
study-page-no-words = none kept
# The numbers of an arm, joined by commas, then both arms; the scores are final or change scores.
study-page-group-n = n { $value }
study-page-group-mean = mean { $value }
study-page-group-sd = SD { $value }
study-page-group-events = events { $value }
study-page-groups = 1: { $first }; 2: { $second }
study-page-groups-scores = 1: { $first }; 2: { $second } ({ $kind } scores)
# An effect as printed: each message adds to the text before it. SE is the standard error.
study-page-effect = { $measure } { $value }
study-page-effect-interval = { $text } [{ $lower }, { $upper }] ({ $level }%)
study-page-effect-error = { $text }, SE { $error }
study-page-effect-origin = { $text } ({ $origin })
# A test as printed, such as "t = 2.1 (groups)"; the word in parentheses says what it compares.
study-page-test = { $kind } = { $value } ({ $compares })
study-page-p = p { $relation } { $value } ({ $compares })
study-page-p-alone = p { $relation } ({ $compares })

study-page-differ = Where readings differ
study-page-column-field = Field
study-page-column-readings = Readings
study-page-column-kept = Kept
study-page-column-reason = Why

studies-title = Studies
studies-lead = { $n ->
    [one] { $count } study is coded. Every printed number of each is kept, those that cannot be pooled too, with the reason.
   *[other] { $count } studies are coded. Every printed number of each is kept, those that cannot be pooled too, with the reason.
}
studies-explore = By level, country, design or outcome they are found in the { $explorer }.
studies-explorer = Explorer
# What begins with a digit, a sign, or a letter that is not Latin
studies-other = Other
studies-letters = By first letter
studies-column-study = Study
studies-column-title = Title as read
studies-column-country = Country
studies-column-design = Design
studies-column-level = Level
studies-column-intervention = Intervention
studies-column-readings = Readings
