# Pieces that several pages share: tables of findings and effects, the forest plot, lines of effects, second readings.

pieces-effect = Effect (g) [95% interval]
pieces-study = Study
pieces-design = Design
pieces-outcome = Outcome
pieces-use = Use
pieces-reason = Reason
pieces-no-effect = no effect
# The name of the axis of a drawing.
pieces-axis = Standardised effect (Hedges' g)
# Stands in a reference where the year would.
pieces-no-year = no year

# Columns of a table of findings; under the second one effects are drawn on one axis.
pieces-question = Question
pieces-line = Worse ← 0 → better: g [95% interval]
pieces-studies = Studies pooled of coded
pieces-people = People
pieces-sure = How sure
pieces-evidence = Evidence
pieces-not-pooled = not pooled
pieces-one-study = one study
pieces-unchecked = not checked yet ({ $estimate })
pieces-of = { $n } of { $all }

# The forest plot. The two ends of its axis say whom an effect favours.
pieces-forest-title = Forest plot: { $name }
pieces-forest-read-once = { $outcome }, read once
pieces-forest-pooled = Pooled
pieces-forest-study = Study
pieces-forest-estimate = Estimate [95% CI]
pieces-forest-prediction = 95% prediction interval
pieces-forest-worse = favours comparison
pieces-forest-better = favours intervention
pieces-forest-got-worse = got worse
pieces-forest-got-better = got better
pieces-forest-caption = Each square is one effect, its size the weight; the lines are 95% intervals.
pieces-forest-caption-pooled = Each square is one effect, its size the weight; the lines are 95% intervals; the diamond is the pooled effect, the dashed line its 95% prediction interval.
pieces-forest-hollow = A hollow square was read once and is not in the pooled effect.
# Read aloud instead of the drawing.
pieces-forest-described = { $n } studies, not pooled. The same numbers are in the table below.
pieces-forest-described-pooled = { $effects } effects of { $studies } studies pooled: { $estimate }, 95% interval { $lower } to { $upper }. The same numbers are in the table below.

# An effect drawn as a line, read aloud: what it is, with or without a prediction interval.
pieces-line-one-study = One study, not pooled: { $estimate }, 95% interval { $lower } to { $upper }. Above zero favours the intervention.
pieces-line-pooled = Pooled effect: { $estimate }, 95% interval { $lower } to { $upper }. Above zero favours the intervention.
pieces-line-predicted = Pooled effect: { $estimate }, 95% interval { $lower } to { $upper }; 95% prediction interval { $plower } to { $pupper }. Above zero favours the intervention.

# Columns of a table of what people said.
pieces-kind = Kind
pieces-level = Level
pieces-said = What was said, in our words
pieces-voice = Voice

# A second look at a number: whether it was confirmed, when, and near which printed words.
pieces-second-none = none yet
pieces-second = { $result } ({ $date })
pieces-second-near = { $result } ({ $date }), near “{ $words }”

# Stands on every page with numbers.
pieces-notice-title = Read once, or read twice
pieces-notice = Every number was read from the page named beside it. Pooled effects take only numbers that a second reading confirmed; the others are marked and stand apart ([how numbers are checked]({ $up }methods/corpus.md#checked)).

# The way of a number back to the words it came from.
trace-title = Trace of { $finding }
trace-heading = Trace of `{ $finding }`
trace-lead = From the number on the page to the words it came from. { $link }.
trace-back = Back to the finding
trace-pooled = pooled
trace-read-once = read once, not pooled
trace-no-words = no words kept
trace-effect = Effect
trace-part = Part
trace-formula = Formula
trace-origin = Origin
trace-reading = Reading
trace-words = Words near the number
trace-page = Page read (provenance)
trace-second = Second reading
trace-record = Record
trace-shown = Pages that show `{ $finding }`
