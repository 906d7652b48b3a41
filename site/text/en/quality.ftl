# How well papers are read by machine. The labels, titles and remarks of each part come from the file of
# measured results (corpus/checks/extraction_quality.json) and are data.

quality-title = How well papers are read
quality-description = What the machine reader gets right and wrong, measured against people.
quality-heading = How well papers are read by machine
# $command is what to type.
quality-not-measured-yet = Not measured yet. To measure it: { $command }.
quality-suggestion = A machine-read number is a suggestion. None enters a pooled effect before a person has checked it ([papers read by machine](papers.md)).
quality-age = Measured on { $date } with { $reader }.
quality-old = Older than the reader
quality-old-words = These results are of { $measured }, measured on { $date }. The papers on this site are read with { $reader }, which has not been measured yet.

# $range is "" or the next message with a space before it.
quality-first = **Of 100 numbers the reader gives where a person found one too, about { $n } are the same{ $range }.**
quality-range = ({ $lower } to { $upper })
quality-first-none = **The reader gave no number where a person gave one.**
quality-first-not-measured = **How many of its numbers are right has not been measured.**
# $right of $shown questions; $n is $shown as a number.
quality-questions = { $right } of { $n ->
    [one] { $shown } question
   *[other] { $shown } questions
}
# $questions is the message above.
quality-few = It was sure enough to let numbers through without a person looking for { $questions }: too few to say how often that is right.
quality-let-through = **Of 100 numbers it lets through as sure, about { $n } are right{ $range }**; it was so sure for { $questions }, and leaves the rest to a person.

quality-column-tested = What was tested
quality-column-short = In short
quality-column-on = On what
quality-not-measured = not measured
quality-not-measured-why = Not measured: { $reason }.
quality-see-below = see below
quality-main = { $label }: { $n } of 100
quality-column-measure = Measure
quality-column-right-of = Right of asked
quality-column-share = Share
quality-column-interval = 95% interval
quality-column-gpt4 = GPT-4

quality-calibration = Does its confidence mean something?
quality-calibration-title = Calibration: { $part }
quality-calibration-caption = Each dot is a group of answers with like confidence, its size how many; the line through it is the 95% interval. On the dashed line the reader is right as often as it says; below it, it is too sure, above it, it is right more often than it says.
quality-column-confidence = Confidence
quality-column-said = Said on average
quality-column-right = Right
quality-column-share-right = Share right
quality-wrong = What goes wrong
quality-column-wrong = What goes wrong
quality-column-often = How often

quality-how = How it was measured
quality-how-reports = Reports and annotations are by people outside this project and are not part of it; only the figures are.
quality-how-right = A number counts as right only when it equals the annotators' number. Some of theirs were worked out (a spread from an interval, a count from a percentage) and a few are wrong, so that 100 of 100 is out of reach.
quality-how-learned = What is learned is learned without the report that is answered. The rules themselves were written with some of these reports at hand, so that new reports may be read less well.
quality-how-intervals = Intervals draw whole reports again, for answers of one report are right or wrong together; those marked &#42; treat answers as unrelated, where reports are few or not told apart.
quality-how-again = Date { $date }, reader { $reader }, results format { $version }. To measure again: { $command }.
