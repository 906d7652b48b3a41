# What a finding says: the sentences that people quote. They must be no firmer than the row allows.
# In all of them: $subject is what was done (an intervention type, or interventions on a level), $outcome an outcome,
# $estimate, $lower, $upper are numbers as they are shown; $count is the number of studies as it is shown, $n the same
# number for the plural.

# What was done, when a finding is about a level; at the beginning of a sentence.
sentence-about-individual = Individual-level interventions
sentence-about-team = Team-level interventions
sentence-about-organisational = Organisational-level interventions
sentence-about-system = System-level interventions
sentence-about-multi-level = Multi-level interventions
sentence-about-any = Interventions at any level

# Outcomes in the middle of a sentence: its name, the better and the worse direction ("go with lower burnout").
sentence-outcome-burnout = burnout
sentence-better-burnout = lower burnout
sentence-worse-burnout = higher burnout
sentence-outcome-depersonalisation = depersonalisation
sentence-better-depersonalisation = less depersonalisation
sentence-worse-depersonalisation = more depersonalisation
sentence-outcome-personal-accomplishment = personal accomplishment
sentence-better-personal-accomplishment = more personal accomplishment
sentence-worse-personal-accomplishment = less personal accomplishment
sentence-outcome-stress = stress
sentence-better-stress = less stress
sentence-worse-stress = more stress
sentence-outcome-anxiety = anxiety
sentence-better-anxiety = less anxiety
sentence-worse-anxiety = more anxiety
sentence-outcome-depression = symptoms of depression
sentence-better-depression = fewer symptoms of depression
sentence-worse-depression = more symptoms of depression
sentence-outcome-distress = psychological distress
sentence-better-distress = less psychological distress
sentence-worse-distress = more psychological distress
sentence-outcome-wellbeing = well-being
sentence-better-wellbeing = better well-being
sentence-worse-wellbeing = worse well-being
sentence-outcome-resilience = resilience
sentence-better-resilience = more resilience
sentence-worse-resilience = less resilience
sentence-outcome-leaving = leaving
sentence-better-leaving = less leaving or wish to leave
sentence-worse-leaving = more leaving or wish to leave
# Any other outcome, by its name in the taxonomy.
sentence-any-better = better { $name }
sentence-any-worse = worse { $name }

# The question of a finding, as a title.
sentence-title-controlled = { $subject } and { $outcome }
sentence-title-pre-post = { $subject } and { $outcome } (before and after, no comparison group)
sentence-title-cross-sectional = { $subject } and { $outcome } (associations)

# How firmly a sentence speaks follows from how sure the finding is (Santesso et al. 2020, GRADE guidelines 26,
# J. Clin. Epidemiol. 119:126); "go with" and not "lead to", since risk of bias is not assessed yet. $direction is one of
# the better or worse directions above. No full stop: numbers follow.
sentence-claim-high = { $subject } go with { $direction } than the comparison
sentence-claim-moderate = { $subject } probably go with { $direction } than the comparison
sentence-claim-low = { $subject } may go with { $direction } than the comparison
sentence-claim-very-low = { $subject }: the evidence is very uncertain; so far it points to { $direction } than the comparison
sentence-claim-unclear = { $subject }: no clear difference in { $outcome } from the comparison

# $claim is one of the five above.
sentence-clear = { $claim }: { $estimate } standard deviations, 95% interval { $lower } to { $upper }, { $n ->
    [one] { $count } study
   *[other] { $count } studies
}.
sentence-unclear = { $claim }: { $estimate } standard deviations, 95% interval { $lower } to { $upper }, { $n ->
    [one] { $count } study
   *[other] { $count } studies
}. The interval includes no effect.
sentence-before-after = In single groups without a comparison, people were measured before and after: the mean change was { $estimate } standard deviations, 95% interval { $lower } to { $upper }, { $n ->
    [one] { $count } study
   *[other] { $count } studies
} (positive is better). This does not show that the intervention caused it.

# The same in shorter sentences, for those who quote.
sentence-quote-clear = { $claim }. The mean effect is { $estimate } standard deviations (95% interval { $lower } to { $upper }, { $n ->
    [one] { $count } study
   *[other] { $count } studies
}).
sentence-quote-unclear = { $claim }. The mean effect is { $estimate } standard deviations (95% interval { $lower } to { $upper }, { $n ->
    [one] { $count } study
   *[other] { $count } studies
}). The interval includes no effect.
sentence-quote-before-after = In single groups without a comparison, people were measured before and after. The mean change was { $estimate } standard deviations, 95% interval { $lower } to { $upper }, { $n ->
    [one] { $count } study
   *[other] { $count } studies
} (positive is better). This does not show that the intervention caused it.

# Findings without a pooled number; $n and $count are the coded studies.
sentence-associations = { $n ->
    [one] { $count } study
   *[other] { $count } studies
} looked at how { $outcome } goes together with conditions of this kind at one time. Such associations are listed and not pooled: they do not show a cause.
sentence-one-study = { $subject }: only one study prints a number on { $outcome } that can be used ({ $n ->
    [one] { $count } study
   *[other] { $count } studies
} coded), so there is nothing to pool.
# $reading is "machine" when the number was read once.
sentence-one-study-number = { $subject }: only one study prints a number on { $outcome } that can be used ({ $n ->
    [one] { $count } study
   *[other] { $count } studies
} coded), so there is nothing to pool; that study finds { $estimate } standard deviations, 95% interval { $lower } to { $upper }{ $reading ->
    [machine] {" "}(read once, not checked)
   *[other] {""}
}.
sentence-quote-one-study-number = { $subject }: only one study prints a number on { $outcome } that can be used ({ $n ->
    [one] { $count } study
   *[other] { $count } studies
} coded), so there is nothing to pool. That study finds { $estimate } standard deviations, 95% interval { $lower } to { $upper }{ $reading ->
    [machine] {" "}(read once, not checked)
   *[other] {""}
}.
# $reason is a clause that comes from the analysis.
sentence-unchecked = { $subject }: no answer on { $outcome } yet, because { $reason }.
sentence-no-number = { $n ->
    [0] { $subject }: no controlled study on { $outcome } is in the corpus yet.
    [one] { $subject }: one study on { $outcome } is coded; it prints no number that can be pooled.
   *[other] { $subject }: { $count } studies on { $outcome } are coded; none prints a number that can be pooled.
}

# What the numbers read once would change. $n studies together, of which $more are read only once.
sentence-taken = Taken as read once, the { $count } studies together give { $estimate }, 95% interval { $lower } to { $upper }.
sentence-with-those = { $more ->
    [one] With it, the { $count } studies together give { $estimate }, 95% interval { $lower } to { $upper }.
   *[other] With those, the { $count } studies together give { $estimate }, 95% interval { $lower } to { $upper }.
}
sentence-read-twice = Every number in it was read twice.
sentence-read-once = { $n ->
    [one] Every number in it was read twice; the number of { $count } more study was read only once.
   *[other] Every number in it was read twice; the numbers of { $count } more studies were read only once.
}

# How many people a finding rests on. $people is their number as it is shown; $n and $count are the studies that do not
# print the sizes of their arms.
sentence-people = { $people } people
sentence-people-unknown = { $n ->
    [one] { $count } study whose arm sizes are not printed
   *[other] { $count } studies whose arm sizes are not printed
}
sentence-people-some = { $people } people, and { $n ->
    [one] { $count } study whose arm sizes are not printed
   *[other] { $count } studies whose arm sizes are not printed
}

# The answer box of a page that shows no finding, and the link behind each sentence in it.
sentence-no-answer = No study on this prints a number that can be pooled yet.
sentence-see = See the finding
