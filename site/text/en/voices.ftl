# Voices, what they say together, and the numbers beside them.
voices-title = Voices
voices-description = What health workers, and those who speak for them, say they need, what stands in the way, what helps and what they recommend.
voices-lead = **What { $n } voices say, level by level.** Few voices, not a sample: they tell what matters, not how often.
voices-level = **{ $level } level:** { $n } of { $all } voices, most of all on { $named }.
voices-level-none = **{ $level } level:** no voice speaks of it.
voices-named = { $what } ({ $n ->
    [one] one voice
   *[other] { $n } voices
 })
voices-ways = Two ways on: [what voices ask for, beside the evidence](beside-numbers.md), and [what they say together, with how sure that is](findings.md). Below: every statement in our own words.
voices-level-heading = { $level ->
    [individual] Individual level
    [team] Team level
    [organisational] Organisational level
    [system] System level
   *[other] Several levels
 }
voices-kind = { $kind ->
    [need] Need
    [barrier] Barrier
    [facilitator] What helps
   *[recommendation] Recommendation
 }
voices-all = All voices
voices-by-country = By country
voices-by-cadre = By cadre
voices-small = { $column ->
    [countries] { $n ->
        [one] one country has
       *[other] { $n } countries have
     }
   *[cadres] { $n ->
        [one] one cadre has
       *[other] { $n } cadres have
     }
 } fewer than three voices and { $n ->
    [one] is
   *[other] are
 } not listed apart: a small group could [point at a person](../methods/voices.md#few-people).
voices-count = { $n ->
    [one] one voice
   *[other] { $n } voices
 }

voices-head-verdict = Verdict
voices-head-kind = Kind
voices-head-level = Level
voices-head-said = What was said, in our words
voices-head-voice = Voice
voices-head-form = Form
voices-head-n = Statements
voices-head-confidence = Confidence in what is said
voices-head-ask = What is asked for
voices-head-asked-by = By
voices-head-numbers = What the numbers say
voices-head-studies = Studies coded
voices-head-outcome = Level and outcome
voices-head-component = Component
voices-head-concern = Concern
voices-head-why = Why
voices-head-subject = About

voices-relation = { $relation ->
    [agree] numbers agree
    [contradict] numbers contradict
    [not_shown] numbers do not show it yet
    [silent] numbers are silent
   *[problem] names a problem
 }
voices-no-main-study = no controlled study on a main outcome
voices-no-study = no controlled study is coded
voices-number = { $outcome }: { $link } (how sure: { $sure })
voices-silent = { $n ->
    [one] On one outcome nothing can be pooled
   *[other] On { $n } outcomes nothing can be pooled
 }
voices-beside-heading = Voices beside the numbers
voices-beside-rule = What people say on the same, and whether the number agrees: [by a stated rule]({ $up }methods/voices.md#beside) that compares codes, not sentences. All [asks beside the evidence]({ $up }voices/beside-numbers.md).
voices-ask-line = { $n ->
    [one] One voice asks for this or says it helps
   *[other] { $n } voices ask for this or say it helps
 } ([beside the evidence]({ $up }voices/beside-numbers.md#{ $ask })):

voices-asks-title = What voices ask for, beside the evidence
voices-asks-description = Every intervention that health workers ask for, with what controlled studies say: where the numbers agree, where they do not show it yet, and where no study answers.
voices-asks-lead = **Voices ask for { $n } kinds of help, or say that they help.** What do controlled studies say?
voices-asks-agree = { $n ->
    [0] For none does a pooled number show that it helps.
    [one] For [one](#agree) a pooled number agrees: its whole interval lies above 0.
   *[other] For [{ $n }](#agree) a pooled number agrees: its whole interval lies above 0.
 }
voices-asks-contradict = { $n ->
    [one] For [one](#contradict) a pooled number contradicts.
   *[other] For [{ $n }](#contradict) a pooled number contradicts.
 }
voices-asks-not-shown = { $n ->
    [one] For [one](#not-shown) there is a pooled number, and it does not show it yet: the interval includes 0.
   *[other] For [{ $n }](#not-shown) there is a pooled number, and it does not show it yet: the interval includes 0.
 }
voices-asks-unpooled = { $n ->
    [one] For [one](#unpooled) studies are coded, but nothing can be pooled.
   *[other] For [{ $n }](#unpooled) studies are coded, but nothing can be pooled.
 }
voices-asks-gap = { $n ->
    [one] For [one](#gap) no study at all is in the corpus: a gap for research.
   *[other] For [{ $n }](#gap) no study at all is in the corpus: gaps for research.
 }
voices-asks-most = Most asked for: { $named }.
voices-asks-rule = "Not shown" is not "does not work": see how sure each number is. The verdicts follow [a stated rule](../methods/voices.md#beside). The voices are few and none is a study: [how far to trust what they say](findings.md).
voices-section-agree = Asked for, and the numbers agree
voices-section-agree-text = At least one pooled number lies above 0 with its whole interval. See on which outcome, and how sure it is.
voices-section-contradict = Asked for, and a number contradicts
voices-section-contradict-text = At least one pooled number lies below 0 with its whole interval.
voices-section-not-shown = Asked for, and the numbers do not show it yet
voices-section-not-shown-text = There is a pooled number, and its interval includes no effect.
voices-section-unpooled = Asked for; studied, but nothing can be pooled
voices-section-unpooled-text = Studies are coded. They print no number that can be pooled, measure single groups without a comparison, or stand alone on an outcome. Better reporting or one more trial could answer.
voices-section-gap = Asked for, and no study answers
voices-section-gap-text = Gaps for research: no study in the corpus has a group that received this. The corpus is not complete, so a study may exist elsewhere.
voices-outcomes = What voices say of an outcome, beside its number
voices-outcomes-text = Recommendations and helps that name an outcome, beside all controlled studies on that outcome at that level. Such a number stands for everything that was tried at the level, not for the one thing asked for.
voices-doubts = Where voices doubt an effect
voices-doubts-text = Barriers that call an effect limited or unproven, beside all controlled studies at that level. The rule compares codes: a voice may mean one programme in one time, the number all programmes. Read both.

voices-findings-title = What voices say together
voices-findings-description = Qualitative findings from focus groups, round tables and texts, each with CERQual-style confidence and the reasons.
voices-findings-lead = **{ $n } qualitative findings; by confidence: { $told }.** Few voices, none of them a study, known from summaries: such findings tell what to look into, not what is the case.
voices-findings-rule = Each finding is what one or more voices say of one subject at one level. Confidence follows the four components of GRADE-CERQual by [stated rules](../methods/voices.md#confidence), until a person judges it.
voices-confidence-count = { $n } { $label }
voices-confidence = confidence: { $label }
voices-heard = Heard from { $n ->
    [one] one voice
   *[other] { $n } voices
 } ({ $themes ->
    [one] one statement
   *[other] { $themes } statements
 })
voices-component = { $component ->
    [methodological_limitations] Methodological limitations
    [coherence] Coherence
    [adequacy] Adequacy of data
   *[relevance] Relevance
 }
voices-single = Heard from one voice
voices-single-text = One voice cannot show that others say the same. All four components of each stand in the table [voice_findings](../data/index.md#voice-findings).
# The page of one voice.
voices-fact-people = People
voices-fact-country = Country
voices-fact-cadre = Cadre
voices-fact-setting = Setting
voices-fact-published = Published as
voices-fact-what = What
voices-fact-coded = As coded
voices-not-printed = not printed
voices-not-stated = not stated
voices-own-words = Coded summaries in our own words; people are not named.
voices-cite = Cite this voice
voices-spoken-interventions = Interventions
voices-spoken-outcomes = Outcomes
voices-spoken-implementation = Putting it into practice
voices-place = Place: { $place }, near “{ $words }”
