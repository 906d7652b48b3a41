# The pages of intervention types and of outcomes, and their lists.
topic-findings = Findings
# The kind of evidence, in lower case.
topic-effects = Effects: { $evidence }
topic-costs = Costs and uptake
topic-voices = Voices
topic-no-study = No study of this intervention is in the corpus yet; it is named by the voices above or by the taxonomy.
topic-group = Group: { $group }. Identifier: `{ $type }`.
topic-synonyms = Also written: { $list }.
topic-interventions = Interventions
topic-column-type = Type
topic-column-what = What it is
topic-column-studies = Studies
topic-level-individual = Individual level
topic-level-team = Team level
topic-level-organisational = Organisational level
topic-level-system = System level
topic-level-multi-level = Multi-level
topic-all-findings = All findings on this outcome
topic-counts-as = What counts as this outcome
topic-column-construct = Construct
topic-column-definition = Definition
topic-column-better = Better when
# A scale on which more is better, or less.
topic-higher = higher
topic-lower = lower
topic-scales = Scales
topic-column-scale = Scale
topic-column-range = Range
topic-scale-of = { $instrument }: { $subscale }
topic-range = { $lower } to { $upper }
topic-range-varies = varies
topic-outcomes = Outcomes
topic-column-outcome = Outcome
topic-column-coded = { $level }: studies coded
