# Papers that a machine read: their list, the review queue, a page each, and what they say beside
# coded studies and findings. None of their values is checked; every text says so where it matters.

# The list
papers-title = Papers read by machine
papers-warning = Not yet checked
papers-warning-words = What a machine reads stands here, apart from the pooled evidence, until a person has compared it with the paper. Each value has its place and how sure the machine is.
# $shown, $read and $own are $n, the files that were read, and those among them that are no worked example.
papers-lead = { $n ->
    [one] { $shown } file
   *[other] { $shown } files
} received, { $read } read, of which { $own } { $n_own ->
    [one] is
   *[other] are
} not a worked example. What to look at first: the [review queue](queue.md). How papers are read: [methods](../methods/papers.md).
papers-not-read = Files that could not be read
papers-read = Papers
papers-examples = Worked examples: invented data
papers-column-paper = Paper
papers-column-file = File
papers-column-status = Status
papers-column-comparisons = Comparisons
papers-column-facts = Facts
papers-column-tests = Tests whose p does not fit
papers-column-know = To know
papers-sure = { $n } of 100
papers-status-not-read = could not be read
papers-status-example = example
papers-status-coded = [coded](../studies/{ $study }.md), the coded numbers win
papers-status-same = [same report]({ $paper }.md) counted
papers-status-not-checked = not yet checked

# The review queue
queue-title = Review queue
queue-lead = What a person should look at first: how unsure a value is, times how far it would move a finding (in standard deviations). A comparison that moves nothing can wait, however unsure. To take a number into the evidence, code the study and read it again (`CONTRIBUTING.md`).
queue-column-look = Look at
queue-column-rank = Rank
queue-column-what = What
queue-column-finding = Finding
queue-column-unsure = Unsure
# How far it would move the finding, in standard deviations.
queue-column-moves = Would move it by
queue-column-score = Score
queue-column-why = Why
queue-empty = Nothing waits for a review.
queue-more = The first { $shown } of { $all }; all are in [review_queue.csv](../data/index.md#review-queue).
# $fields are names of columns.
queue-differs = differs from the coded study: { $fields }
queue-outcome = { $outcome }, { $time }
# When something was measured: after the intervention, or later.
queue-time-post = after
queue-time-follow-up = follow-up
queue-time-not-stated = time not stated
queue-time-weeks = { $weeks } weeks

# Beside a finding, and beside a coded study
papers-what-if = What if machine-read papers were included?
# $shown and $shown_papers are $n effects and $n_papers papers; $said is one of the three sentences below.
papers-what-if-machine = A machine read { $n ->
    [one] { $shown } effect
   *[other] { $shown } effects
} in { $n_papers ->
    [one] { $shown_papers } paper
   *[other] { $shown_papers } papers
}; nobody has checked them.
papers-what-if-none = Nothing can be pooled with them: { $reason }.
papers-what-if-now = The pooled effect would be { $effect } (now { $now }).
papers-what-if-now-none = The pooled effect would be { $effect } (now not pooled).
papers-what-if-turns = The interval would change sides of no effect.
papers-what-if-papers = They are in no number of this page. Papers: { $list }.
papers-beside-study = Read by a machine too
# $agree and $differ count values; $shown_agree and $shown_differ are the same as text.
papers-beside-study-line = { $paper }: { $agree ->
    [one] { $shown_agree } value agrees
   *[other] { $shown_agree } values agree
}, { $differ ->
    [one] { $shown_differ } differs
   *[other] { $shown_differ } differ
}; the coded values are used

# The page of a paper
paper-warning = Not yet checked
paper-warning-words = A machine read this paper; no person has compared it with the page. Nothing here is in any pooled number. Each value stands with its place, so that you can look it up.
paper-example = Worked example: invented data
paper-example-words = This paper was made up to show how papers are read. Its numbers mean nothing and can never be pooled.
paper-badge-machine = read by machine, not checked
paper-badge-example = worked example, invented data
paper-identifier = Paper identifier: { $paper }, made from the file's content.
paper-column-what = What
paper-column-as-read = As read
paper-column-field = Field
paper-column-suggested = Suggested
paper-column-sure = How sure
paper-column-where = Where
paper-column-words = Words there
paper-about-problem = Could not be read
paper-about-front = Authors, journal, year
paper-about-identifiers = Identifiers as read
paper-about-study = Coded study
paper-about-study-wins = { $study }: its numbers win
paper-about-same = Counted instead of this file
paper-about-file = File
paper-about-format = Format, pages
paper-about-reader = Read by
paper-about-notes = To know about the file
paper-facts = The study, as the machine understood it
paper-signals = Passages that bear on risk of bias
paper-signals-note = Evidence for a person's judgement, not a judgement.
paper-groups = Groups found
paper-column-arm = Arm
paper-column-role = Role
paper-role-none = not known
# Counts of a group of people, each a column.
paper-size-n-analysed = Analysed
paper-size-n-listed = In tables
paper-size-n-randomised = Randomised
paper-size-n-baseline = At the start
paper-tests = Tests in sentences
paper-column-test = Test
paper-column-value = Value
paper-column-p-printed = p as printed
paper-column-p-test = p of the test
paper-column-fit = Fit?
# Whether the printed p fits the printed test.
paper-fit-unknown = cannot be told
paper-fit-yes = yes
paper-fit-no = **no**
paper-fit-no-side = **no, and on the other side of 0.05**
paper-beside = Beside the coded study
paper-beside-lead = The coded value is the one that is used. A difference is a question for a person: either may be wrong.
paper-beside-study = study
paper-column-entry = Entry
paper-column-coded = Coded
paper-column-machine = Machine-read
paper-column-result = Result
paper-column-where-machine = Where the machine read it
paper-result-agree = agree
paper-result-differ = differ
paper-result-only-coded = not found by the machine
paper-result-only-machine = not coded

# Its comparisons
paper-comparisons = Comparisons found
paper-comparisons-none = None.
paper-comparisons-sure = *How sure*: of 100 such readings, how many are expected to have every number right.
paper-column-outcome = Outcome
paper-column-when = When
paper-column-arms = Arms 1 and 2
paper-column-effect = Effect (g) [95% interval]
paper-column-look = Look at
paper-arms = { $first } against { $second }
paper-heading = { $outcome }, { $when }
paper-place-page = { $source }, page { $page }
# When it was measured, for a comparison; $label is the paper's own word for it.
paper-time-baseline = before
paper-time-post = after
paper-time-follow-up = follow-up
paper-time-none = time not stated
paper-when-label = { $time } ({ $label })
paper-when-change = { $when }, change scores
paper-told-arms = arm 1: { $first }; arm 2: { $second }
paper-told-unknown = the outcome was not recognised
paper-told-outcome = taken as { $outcome }
paper-told-outcome-scale = taken as { $outcome } ({ $scale })
paper-told-adjusted = adjusted
# $formula is a name in code; $origin says how the number came about.
paper-told-effect = effect { $effect }, by `{ $formula }` ({ $origin })
paper-told-no-effect = no effect: { $reason }
paper-told-flagged = flagged: { $flags }
paper-column-number = Number
paper-column-printed = As printed
paper-computed = { $printed } (computed: { $formula }, { $value })
# The numbers of a comparison, by their names in the tables.
paper-number-n1i = People, arm 1
paper-number-m1i = Mean, arm 1
paper-number-sd1i = Standard deviation, arm 1
paper-number-se1i = Standard error, arm 1
paper-number-ci1-lb = Lower limit, arm 1
paper-number-ci1-ub = Upper limit, arm 1
paper-number-ai = People with the event, arm 1
paper-number-p1i = Share with the event, arm 1
paper-number-n2i = People, arm 2
paper-number-m2i = Mean, arm 2
paper-number-sd2i = Standard deviation, arm 2
paper-number-se2i = Standard error, arm 2
paper-number-ci2-lb = Lower limit, arm 2
paper-number-ci2-ub = Upper limit, arm 2
paper-number-ci = People with the event, arm 2
paper-number-p2i = Share with the event, arm 2
paper-number-d = Standardised difference
paper-number-md = Difference of means
paper-number-or = Odds ratio
paper-number-rr = Risk ratio
paper-number-hr = Hazard ratio
paper-number-ci-lb = Lower limit of the effect
paper-number-ci-ub = Upper limit of the effect
paper-number-p = p
