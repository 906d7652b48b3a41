# Finding pages: the decision card, the sentence to quote, the brief, the picture to share.

finding-card = What to decide with
finding-size = How large
finding-sure = How sure
finding-setting = In a new setting
finding-tested = Who and where
finding-delivery = What was done
finding-harms = Harms and null results
finding-cost = Cost
finding-practice = Putting it into practice

# What a level of certainty says: Balshem et al. 2011, GRADE guidelines 3 (J. Clin. Epidemiol. 64:401).
finding-certainty-high = The true effect very likely lies close to this number.
finding-certainty-moderate = The true effect is likely close to this number, but may be quite different.
finding-certainty-low = The true effect may be quite different from this number.
finding-certainty-very-low = The true effect is likely quite different from this number.
finding-certainty-none = There is no pooled number to rate.
finding-certainty-single = One study cannot show how far results differ between places.

finding-deviations = standard deviations, 95% interval { $lower } to { $upper }
finding-mean-change = mean change from before to after; no comparison group
finding-pairs = In { $share } of 100 pairs of people ({ $lower } to { $upper }) the one with the intervention is better off; 50 would be no difference.
# $scale is a questionnaire, or the message below; a number below zero is worse
finding-points = Points better on { $scale }: { $value }
finding-points-scale = { $scale } (it runs from { $ends })
# $text is one of the lines here: what it rests on beside the finding was not checked
finding-means-once = { $text }; from a number read once
finding-means = { $quantity }: { $value }
finding-instruments = Measured with { $list }.
finding-one-study = The only usable study; not pooled
finding-one-study-once = The only usable study, read once and not checked; not pooled
finding-unchecked = If the numbers read once are right; not an answer yet
finding-no-number = No number
finding-no-number-why = { $n ->
    [one] { $n } effect: { $reason }
   *[other] { $n } effects: { $reason }
}
finding-no-number-more = { $n ->
    [one] { $n } effect for another reason
   *[other] { $n } effects for other reasons
}
finding-no-study = No study of this kind is in the corpus yet.
finding-few = So few studies that the interval itself cannot be trusted much (fewer than 4 degrees of freedom).

finding-chance = chance of a benefit of 0.2 or more
finding-chance-any = Chance of any benefit: { $value }
finding-chance-harm = Chance of a harm of 0.2 or more: { $value }
finding-prediction = 95% prediction interval: { $lower } to { $upper }
finding-setting-unknown = Unknown
finding-setting-why = Without a pooled number nothing can be said of a new setting.
finding-setting-before-after = Not computed without a comparison group.

finding-studies = { $n ->
    [one] { $n } study
   *[other] { $n } studies
}
finding-studies-pooled = pooled
finding-studies-read-once = with a number, not pooled
finding-studies-coded = coded, without a number that can be pooled
finding-cadres = People: { $list }
finding-countries = { $n ->
    [0] Country: not coded
    [one] 1 country: { $list }
   *[other] { $n } countries: { $list }
}
finding-income = Income of the country: { $list }
finding-settings = Setting: { $list }
finding-designs = Design: { $list }
finding-years = Published { $first } to { $last }{ $unknown ->
    [0] {""}
   *[other] {" "}({ $unknown } without a year)
}
finding-year = Published { $first }{ $unknown ->
    [0] {""}
   *[other] {" "}({ $unknown } without a year)
}
finding-no-year = Year: not coded
finding-absent-income = No study in countries of this income: { $list }
finding-several-incomes = several groups
finding-absent-income-mixed = No study in countries of this income (those in several groups may hold some): { $list }
finding-absent-cadres = No study names: { $list }
finding-absent-cadres-mixed = No study names (those of several professions may hold some): { $list }
finding-not-coded = not coded
finding-several-cadres = several professions

finding-types = Types: { $list }
finding-weeks = Length: { $first } to { $last } weeks{ $unknown ->
    [0] {""}
   *[other] {" "}(not coded in { $unknown } of { $n } studies)
}
finding-weeks-same = Length: { $first } weeks{ $unknown ->
    [0] {""}
   *[other] {" "}(not coded in { $unknown } of { $n } studies)
}
finding-no-weeks = Length: not coded
finding-dose = Sessions and hours: not coded
finding-against = Compared with: { $list }

finding-null = { $n } of { $all }
finding-null-words = effects whose interval includes no difference
finding-better = Interval wholly on the better side: { $n }
finding-worse = Interval wholly on the worse side: { $n }
finding-left-out = Considered and left out: { $n }
finding-adverse = Adverse events: not coded yet

finding-costs = { $n ->
    [one] { $n } figure
   *[other] { $n } figures
}
finding-costs-words = as published, read once, never pooled
finding-costs-none = No cost figure in the corpus
finding-costs-more = All cost figures
finding-voices = { $n ->
    [one] { $n } voice
   *[other] { $n } voices
}
finding-voices-words = on what helps or stands in the way
finding-voices-none = No voice on this in the corpus
finding-voice = { $kind }: { $theme }
finding-voices-more = All voices

finding-cite = Cite this finding
finding-share = Share this finding
finding-quote = The sentence to quote
finding-quote-source = { $name }, finding { $finding }, version { $version }, { $date }.
finding-quote-certainty = How sure: { $certainty }.
finding-quote-copy = Copy the sentence to quote
finding-copy = Copy
finding-quote-grade = Reading grade (Coleman and Liau): { $grade }.
finding-brief-link = One-page brief (PDF)
finding-picture-link = Picture to share (PNG)
finding-picture-alt = { $title }. { $number }. How sure: { $certainty }.
finding-accessible = The PDF and the picture hold nothing that is not on this page; the page is the accessible form.
finding-methods = Methods and data
finding-open-table = Show the table
finding-counted-more = { $list }, and { $n } more

finding-brief-head = { $name } · one-page brief
finding-brief-no-plot = The plot of all { $n } effects stands on the page.
finding-brief-limits = Limits
finding-brief-limit-read = Every number was read from the page of a source; a pooled number takes only those that a second reading confirmed. Risk of bias of the studies is not assessed yet.
finding-brief-limit-machine = The number is read once and not checked.
finding-brief-cite = Cite
finding-brief-licence = Text and data: CC BY 4.0. Released { $date }. Every number with its source: findings/{ $finding }.html
finding-share-generic = What helps health workers who are burning out, at which level, and how sure we are
finding-share-generic-words = Every number with its source

study-compared = { $design } with { $people }{ $place }.
study-in = {" "}({ $countries })
study-not-stated = people whose profession is not stated
study-arms = Tested: { $intervention }. Compared with: { $comparator }.
study-exposure = Looked at: { $intervention }. Set against: { $comparator }.
study-one-arm = Tested: { $intervention }. There was no other group.
study-design-rct = Randomised trial
study-design-cluster-rct = Cluster-randomised trial
study-design-non-randomised = Controlled study without randomisation
study-design-interrupted-time-series = Interrupted time series
study-design-pre-post = Before-and-after study of one group
study-design-cross-sectional = Study at one time
study-design-qualitative = Qualitative study
study-n = { $n } people were measured on one outcome.
study-no-n = How many people were measured is not printed for both arms.
study-effects = Main effects
study-no-effect = None that a main analysis may use; every number and its reason stand below.
study-findings = Where it is used
study-no-findings = In no pooled finding: the reasons stand with each number below.
study-considered = { $n ->
    [one] Considered in { $n } more finding, and left out there with a reason.
   *[other] Considered in { $n } more findings, and left out there with a reason.
}
