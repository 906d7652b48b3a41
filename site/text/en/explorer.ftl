# The Explorer. What its script writes stands in the script.
explorer-title = Explorer
explorer-lead = Choose the studies that matter to you: the table, the drawing, the map and the pooled estimate follow at once. Positive effects favour the intervention. The estimate takes one effect a study ([two-level model, REML with Knapp-Hartung](../methods/statistics.md)) and only numbers that were read twice; the address of the page holds your choice, so that a link shows it again. Several values of one filter are alternatives; different filters hold together.
# Plain text, no Markdown.
explorer-note = The filters, the estimate and the drawing need JavaScript, and the site on a web server (opened from a folder, a page may not read the data file beside it). The table below holds the same numbers and works everywhere.
explorer-effects = The effects
explorer-bias = Risk of bias is judged for { $judged } of { $count } { $n ->
    [one] study
   *[other] studies
  }.
explorer-bias-none = Risk of bias is not assessed for any study yet: its filter has one value only.
explorer-column-study = Study
explorer-column-outcome = Outcome
explorer-column-effect = Effect (g) [95% interval]
explorer-column-use = Use
explorer-column-reading = Reading
explorer-column-level = Level
explorer-column-intervention = Intervention
explorer-column-country = Country
explorer-column-who = Who
explorer-column-design = Design
explorer-column-evidence = Kind of evidence
explorer-main = can be pooled
explorer-sensitivity = kept for sensitivity
explorer-not-used = not used
# How an effect is used, and the reason (in English, from the tables).
explorer-why = { $use }: { $reason }
explorer-not-stated = not stated
# On a finding's page: a link that opens the Explorer.
explorer-link = [Leave studies out, or choose others, and see what changes]({ $address }).
