# The search: its form, its page, what a result says of itself.
# Sentences that the page's script fills in hold their places as %n, %q: it fills them in itself.
search-title = Search
search-label = Search findings, studies, voices, claims, costs
search-button = Search
search-facets = Narrow the results
search-browse = Without the search, everything is reached from its list: [findings](findings/index.md), [studies](studies/index.md), [interventions](interventions/index.md), [outcomes](outcomes/index.md), [voices](voices/index.md), [claims](claims/index.md), [costs](costs/index.md), [papers read by machine](papers/index.md), [methods](methods/index.md).
search-ready = Type a word, an identifier or a title; or choose from the lists beside.
search-count-one = 1 result
search-count-other = %n results
search-none = Nothing found. Try fewer or other words, or take a choice away.
search-more = Show %n more
search-did-you-mean = Did you mean:
search-offline = Opened from a folder: only titles are searched. The whole text is searched when the site is served.
search-broken = The search could not be started here; only titles are searched.
search-clear = Take all choices away
search-places = On this page:
search-all-of = All of it:
search-chosen = %n chosen
search-facet-kind = Kind
search-facet-level = Level
search-facet-outcome = Outcome
search-facet-intervention = Intervention
search-facet-design = Design
search-facet-cadre = Who
search-facet-country = Country
search-facet-income = Income group
search-facet-certainty = How sure
search-facet-year = Year
search-kind-finding = Finding
search-kind-intervention = Intervention
search-kind-outcome = Outcome
search-kind-level = Level
search-kind-study = Study
search-kind-claim = Claim
search-kind-voice = Voice
search-kind-cost = Cost
search-kind-paper = Paper, read by machine
search-kind-method = Method
search-kind-data = Data
search-kind-page = Page
search-kind-list = List
search-verdict = verdict: { $verdict }
search-level = { $level } level
search-level-title = { $level } level
search-effect = g { $effect }
search-studies = { $n ->
    [one] 1 study
   *[other] { $n } studies
 }
search-studies-coded = { $n ->
    [0] no study coded
    [one] 1 study coded
   *[other] { $n } studies coded
 }
search-sure = how sure: { $certainty }
search-unchecked = numbers not checked yet
search-not-pooled = not pooled
search-statements = { $n ->
    [one] 1 statement
   *[other] { $n } statements
 }
search-machine-read = not checked by a person
search-not-read = could not be read
search-invented = worked example, invented data
