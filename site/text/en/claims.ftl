# The ledger of claims.
claims-title = Claims, and what their sources say
claims-description = Popular claims on burnout of health workers, each set beside the source that it cites, with a safer wording to copy.
claims-lead = **{ $n } claims; { $checked } were set beside the source that they cite, and { $safer } have a safer wording to copy.** The others wait, each with the reason.
claims-verdict = { $verdict ->
    [supported] Supported
    [supported-with-limits] Supported with limits
    [overstated] Overstated
    [not-found] Not found
    [wrong-link] Wrong link
   *[not-checked] Not checked
 }
claims-means = { $verdict ->
    [supported] The source says it.
    [supported-with-limits] The source says it, of fewer people or with less weight.
    [overstated] The source says less.
    [not-found] No page that was read shows it; that does not prove it false.
    [wrong-link] The link leads to something else.
   *[not-checked] Most name no source that could be read.
 }
claims-one = Claim
claims-all = All claims
claims-cite = Cite this claim
claims-instead = Say instead:
claims-copy = Copy this wording
claims-no-source = no source
# $cited is what the text cites, $addresses where it links to.
claims-linked = { $cited }, linked to { $addresses }
claims-field = { $field ->
    [says] What the source says.
    [cites] Cites.
    [made] Made in.
    [read] Read at.
   *[note] Note.
 }
claims-heading = Claims on this question
claims-numbers = Our own numbers on this question
claims-lost = { $finding }: no such finding is in the hub (any more).
claims-figure-what = Figure
claims-figure-value = Value
claims-figure-unit = Unit
claims-figure-read = Read at
