# Words that several parts of the site share.
site-name = Health Worker Wellbeing Evidence Hub
# From one number to another, and a number of all; both are text already.
site-range = { $lower } to { $upper }
site-of = { $n } of { $all }
