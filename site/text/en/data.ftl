# The data section: downloads, dictionary, problems, our findings beside published reviews.
data-title = Data
data-lead = Every table of the hub, as CSV with a contract. Licence: CC BY 4.0.
data-list-package = [datapackage.json](datapackage.json): the whole as a Frictionless data package
data-list-dictionary = [Dictionary](dictionary.md) of every column
data-list-problems = [Problems](problems.md) found in the corpus
data-list-comparison = [Beside published reviews](comparison.md)
data-list-schemas = Formats of the records as JSON Schema: [study](study.schema.json), [focus group](focus_group.schema.json), [claim](claim.schema.json)
data-column-table = Table
data-column-row = One row is
data-column-rows = Rows
data-column-size = Size
data-size = { $kilobytes } kB
data-flow = From readings to effects
data-column-stage = Stage
data-column-count = Count
data-flow-studies = studies
data-flow-readings = readings (printed results)
data-flow-effects = readings with an effect
data-flow-reasons = readings with a reason for none
# The use is a code of the tables: main, sensitivity or none.
data-flow-use = effects whose use is { $use }

data-dictionary = Dictionary
data-dictionary-lead = Missing values are empty cells. A leading apostrophe marks text that a spreadsheet would otherwise compute. Lists in a cell are separated by semicolons.
# What a table holds, from its contract, and the columns that identify a row.
data-dictionary-key = { $text } Key: { $columns }.
data-column-column = Column
data-column-type = Type
data-column-meaning = Meaning
data-column-values = Values

data-problems = Problems
data-problems-title = Problems found in the corpus
data-problems-lead = An entry with an error is left out of every table until it is mended.
data-problems-none = None: every entry of the corpus was read.
data-column-file = File
data-column-entry = Entry
data-column-field = Field
data-column-found = Found
data-column-expected = Expected
data-problems-error = error
data-problems-readable = a paper that can be read

data-comparison = Beside published reviews
data-comparison-title = Our estimates beside published reviews
data-comparison-lead = Published results are a comparison and never an input. Their sign is turned so that positive is a benefit. Reviews choose other studies, outcomes and models: a difference is a question, not a fault.
data-comparison-twice = read twice
data-comparison-once = read once
data-column-review = Review
data-column-outcome = Outcome as printed
data-column-studies = Studies
data-column-published = Published
data-column-ours = Ours
data-column-our-studies = Our studies
data-column-our-numbers = Our numbers
data-column-difference = Difference
data-column-overlap = Intervals overlap
data-column-note = Note
