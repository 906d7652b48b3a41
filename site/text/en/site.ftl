# Words that several parts of the site share.
site-name = Health Worker Wellbeing Evidence Hub
