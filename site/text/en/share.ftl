# What a finding offers to those who pass it on: see finding.ftl too.
share-no-date = no date
# In the picture: the interval in words, and how many studies.
share-picture-words = { $interval }, { $count } { $n ->
    [one] study
   *[other] studies
  }
# The two ends of the line in the picture: with a comparison group, and without one.
share-worse = ← favours comparison
share-better = favours intervention →
share-worse-before-after = ← got worse
share-better-before-after = got better →
