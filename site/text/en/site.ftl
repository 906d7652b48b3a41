# Words that several parts of the site share.
site-name = Health Worker Wellbeing Evidence Hub
# From one number to another, and a number of all; both are text already.
site-range = { $lower } to { $upper }
site-of = { $n } of { $all }

# What a search engine shows of the site, and the line below each page (HTML).
site-description = What helps health workers who are burning out, at which level, and how sure we are: every number with its source.
site-copyright = Code: <a href="https://www.gnu.org/licenses/agpl-3.0.html">AGPL-3.0-or-later</a>. Data and text: <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>.

# The navigation; mkdocs.yml says which page each entry leads to.
navigation-home = Home
navigation-findings = Findings
navigation-explore = Explore
navigation-explorer = Explorer
navigation-gap-map = Gap map
navigation-levels = Levels
navigation-interventions = Interventions
navigation-outcomes = Outcomes
navigation-studies = Studies
navigation-voices = Voices
navigation-claims = Claims
navigation-teaching = Teaching
navigation-costs = Costs
navigation-data = Data
navigation-tables = Tables
navigation-what-changed = What changed
navigation-check-a-citation = Check a citation
navigation-dictionary = Dictionary
navigation-json-addresses = JSON addresses
navigation-flow = Flow
navigation-papers = Papers
navigation-comparison = Comparison
navigation-problems = Problems
navigation-methods = Methods
navigation-overview = Overview
navigation-statistics = Statistics
navigation-corpus = Corpus
navigation-money = Money
navigation-reading-quality = Reading quality
navigation-software = Software
navigation-limits = Limits
navigation-glossary = Glossary
navigation-cite = Cite

# What the theme and hub.js say; mkdocs.yml names the same for a build without the workflow.
theme-search = Search
theme-search-site = Search this site
theme-here = You are here
theme-home = Home
theme-menu = Menu
theme-table = Table
theme-scrolls = scrolls sideways
theme-copied = Copied
theme-selected = Selected: press Ctrl+C
