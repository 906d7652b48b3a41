# The evidence gap map. The messages for the page's script are filled in there, not when the page is written.
gap-map-title = Evidence gap map
gap-map-description = Which ways of helping health workers were studied, on which outcomes, and where no study is.
gap-map-lead = Which ways of helping health workers were studied, on which outcomes – and where nobody looked. The larger the bubble, the more studies; the darker, the surer the finding; an empty cell is a gap. Open a cell for its studies and what they found.
gap-map-not = **A gap map shows what evidence there is, not what it says.** A large bubble means many studies, not a good result.
gap-map-current = Release { $version } of { $date }; { $studies ->
    [one] one study
   *[other] { $studies } studies
  } coded, the newest of { $newest }{ $checked ->
    [none] .
   *[other] ; last second reading on { $checked }.
  } The corpus is [no complete search](../methods/corpus.md): an empty cell means no study in this corpus, not none in the world.
gap-map-counting-title = How it counts
gap-map-counting = Every coded study counts, also one that prints no number that can be used; those that do are told apart when a cell is opened. A study counts once in a cell, however many results it has there, and once in each cell that it belongs to: the cells do not add up to the number of studies. A result counts where its own comparison puts it: the intervention of the arm that got it, the outcome that was measured. Every kind of evidence counts, associations too, until you choose one. The area of a bubble is in proportion to its number.
gap-map-sure = How sure is the [GRADE word](../methods/statistics.md) of the hub's finding on exactly this row and outcome, from controlled studies unless you choose one other kind of evidence. It is said of all studies of that finding: filters change the numbers on the map, not how sure the finding is. The hub makes findings for intervention types and for levels, each with an outcome; groups of interventions, income groups and kinds of worker have none of their own, and their bubbles are drawn as “no finding”.
gap-map-note = Filters, other rows and columns, and cells that open need JavaScript, and the site on a web server. Without them each number leads to its row of the table below, which holds the same numbers, findings and studies.
gap-map-legend-size = number of studies
gap-map-table-title = The same as a table
gap-map-table-lead = One row for each cell of the map that holds a study, in the map's order.
gap-map-caption = Number of studies by intervention type and outcome

gap-map-sure-high = high
gap-map-sure-moderate = moderate
gap-map-sure-low = low
gap-map-sure-very_low = very low
gap-map-sure-none = no finding, or not rated
gap-map-not-rated = not rated
gap-map-letter-high = H
gap-map-letter-moderate = M
gap-map-letter-low = L
gap-map-letter-very_low = V
gap-map-letter-none = N

gap-map-axis-kind = Intervention types
gap-map-axis-group = Intervention groups
gap-map-axis-level = Levels
gap-map-axis-family = Outcomes
gap-map-axis-income = Income group of the country
gap-map-axis-cadre = Who
gap-map-one-kind = Intervention
gap-map-one-group = Intervention group
gap-map-one-level = Level
gap-map-one-family = Outcome
gap-map-one-income = Income group
gap-map-one-cadre = Who
gap-map-not-stated = not stated
gap-map-column-studies = Studies
gap-map-column-numbers = With an effect that can be computed
gap-map-column-sure = How sure
gap-map-column-finding = What was found
gap-map-column-list = The studies
gap-map-no-finding = The hub has no finding for this cell.
gap-map-finding-link = See the finding
gap-map-cell-name = { $n ->
    [one] one study
   *[other] { $n } studies
  }, how sure: { $sure }; { $row }, { $column }

# For the page's script
gap-map-js-rows = Rows
gap-map-js-columns = Columns
gap-map-js-hide = Hide rows and columns without a study
gap-map-js-reset = Start again
gap-map-js-save = Download as CSV
gap-map-js-explore = Show the effects of this choice in the Explorer
gap-map-js-explore-cell = Show the effects of this cell in the Explorer
gap-map-js-shown = Studies shown: { $studies } of { $all }{ $about }. Cells with a study: { $filled }; empty: { $empty }.
gap-map-js-unknown = The address names what this release does not hold, and it was set aside: { $unknown }.
gap-map-js-filtered = How sure is said of all studies of a finding, also those that your filters leave out.
gap-map-js-own = In this view no bubble has a finding of its own; open a cell for the findings that its studies belong to.
gap-map-js-nothing = No study matches.
gap-map-js-caption = Number of studies: { $rows } by { $columns }
gap-map-js-keys = Arrow keys move between cells, Enter opens one, Escape closes it.
gap-map-js-empty = no study
gap-map-js-name = { $n }, how sure: { $sure }; { $row }, { $column }
gap-map-js-title = { $row }: { $column }
gap-map-js-coded = Studies coded: { $n }, of these with an effect that can be computed: { $numbers }.
gap-map-js-findings = What they found
gap-map-js-related = Findings that they belong to
gap-map-js-studies = The studies
gap-map-js-choose-studies = Choose studies
gap-map-js-close = Close
gap-map-js-study = Study
gap-map-js-year = Year
gap-map-js-design = Design
gap-map-js-level = Level
gap-map-js-country = Country
gap-map-js-evidence = Kind of evidence
gap-map-js-status = Reading
gap-map-js-number = Effect can be computed
gap-map-js-yes = yes
gap-map-js-no = no
