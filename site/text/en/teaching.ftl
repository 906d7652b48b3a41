# Pages and packs for people who teach.
teaching-title = Teaching
teaching-lead = What can be taught to people in health care, what the findings say about it, and how sure that is. Choose a competency; each page gives text that may be reused, citations, and a pack for a course.
teaching-order = A course on the person alone leaves the work as it is. Voices and reviews say so again and again: teach the other levels too.
teaching-pack-link = [Put a course pack together]({ $page }) from single findings.
teaching-column-competency = Competency
teaching-column-what = What it is
teaching-column-audience = Who learns it
teaching-column-levels = Level
teaching-column-findings = What is known
teaching-column-sure = Best certainty
teaching-known = { $pooled ->
    [0] no pooled finding
    [one] 1 pooled finding
   *[other] { $pooled } pooled findings
  }, { $single ->
    [0] none from one study
   *[other] { $single } from one study
  }
teaching-known-nothing = no finding with a number
teaching-audience-front_line = front-line staff
teaching-audience-team_lead = team leads
teaching-audience-manager = managers
teaching-audience-educator = educators
teaching-audience-policy_maker = policy makers
teaching-question = What can I teach about this, and how sure is it?
teaching-sure = How sure:
teaching-see = See the finding
teaching-no-pooled = **No pooled answer yet.** What single studies found:
teaching-no-number = **No finding with a number yet.** { $studies ->
    [0] No study of the kinds of help that belong to it is in the corpus.
    [one] One study of the kinds of help that belong to it is in the corpus; no finding takes a number from it.
   *[other] { $studies } studies of the kinds of help that belong to it are in the corpus; no finding on them has a number.
  } It can be taught as something that voices ask for, not as something shown to work.
teaching-more = … and { $n } more { $n ->
    [one] finding
   *[other] findings
  } in the table below.
teaching-level = What the whole { $level } level shows (every kind of help at that level together, not only this one):
teaching-take = Take it into a course
teaching-take-text = Each pack holds a page for every finding with its identifier, version and certainty (those of its whole levels too, marked as such), the references, and files for reference managers. Text and data: CC BY 4.0. The cartridges follow the standard's rules as far as these are checked here; they were not opened in a running Moodle or Canvas.
teaching-file-cc11 = Common Cartridge 1.1, for Moodle
teaching-file-cc13 = Common Cartridge 1.3, for Canvas and others
teaching-file-docx = Word document
teaching-file-md = Markdown
teaching-choose = [Choose single findings instead]({ $page })
teaching-findings = What the findings say
teaching-findings-none = No finding is about one of its intervention types.
teaching-findings-asked = Findings that have no number yet:
teaching-plain = Text you may reuse
teaching-plain-lead = CC BY 4.0: copy, change and translate it; name the source that stands at its end.
teaching-voices = What voices ask for
teaching-voices-none = No coded voice asks for it.
teaching-unknown = What is not known
teaching-unknown-nothing = Nothing beyond the limits that stand on each finding's page.
teaching-discuss = Questions for discussion
teaching-discuss-lead = Prompts made from the rows above; they hold no further facts.
teaching-cite = How to cite each finding
teaching-cite-lead = Name the version: a finding may change. The address of a course pack keeps the versions, and its page says when one has changed since.
teaching-about = Identifier: `{ $name }`. Evidence on it is looked for among the intervention types: { $kinds }.
teaching-gap-no-study = No study in the corpus on: { $kinds }.
teaching-gap-no-finding = Studied, but with no finding of its own yet: { $kinds }.
teaching-gap-certainty = { $n ->
    [one] The only pooled finding is
   *[other] All { $n } pooled findings are
  } of low or very low certainty: the true effect may be quite different.
teaching-gap-single = { $n ->
    [one] One finding rests
   *[other] { $n } findings rest
  } on a single study: nobody knows yet whether the result comes again.
teaching-gap-income = { $n ->
    [one] One study has
   *[other] { $n } studies have
  } an arm of these kinds; { $poor } of them { $poor ->
    [one] comes
   *[other] come
  } from low or lower-middle-income countries{ $silent ->
    [0] .
   *[other] , and of { $silent } the income group is mixed or not stated.
  }
teaching-gap-country = No study of these kinds comes from a country whose voices ask for it: { $countries }.
teaching-ask-certainty = How sure this is: { $certainty }. The reasons: { $reasons }. Which of them weighs most for the decision you have to make?
teaching-ask-setting = In a new setting the effect may well lie anywhere between { $low } and { $high }. What about your workplace could move it towards either end?
teaching-ask-no-effect = The interval includes no effect. What would you need to see before you spend people's time on it?
teaching-ask-single = This rests on one study. What should a second one do differently, and where?
teaching-ask-country = The numbers come from studies in: { $countries } (country codes). What is different where you work?
teaching-ask-none = There is no number yet. What would you measure, when, and whom would you compare with?
teaching-ask-scale = Which scale would people where you work understand and trust?
teaching-ask-voice = A voice says: “{ $said }” ({ $voice }). Does the evidence speak to it? What would?
teaching-read-none = There is no number in it that can be used.
teaching-read = { $twice ->
    [0] No number in it was read twice
    [one] One number in it was read twice
   *[other] { $twice } numbers in it were read twice
  }; { $once ->
    [0] none was read only once.
    [one] one was read only once and is not checked.
   *[other] { $once } were read only once and are not checked.
  }
teaching-pack-title = Course pack
teaching-pack-lead = Tick findings and take them with you: as a cartridge for a learning platform, as a Word document, or as Markdown. The address of this page holds your choice with its versions, so that a link shows it again. Everything is made in your browser; nothing is sent.
teaching-pack-needs = Ticking needs JavaScript, and the site on a web server. Without it, take a ready pack from the page of a competency: [Teaching](index.md).
teaching-pack-ready = Ready packs
teaching-pack-list = Findings with a number
teaching-pack-none = Questions without a number yet
teaching-pack-add = Add to a course pack
course-kind = Evidence
course-effect = Effect (Hedges' g; positive favours the intervention)
course-interval = 95% interval
course-prediction = 95% prediction interval (a new setting)
course-not-pooled = not pooled
course-certainty = How sure
course-reasons = Why
course-studies = Studies pooled, of those coded
course-people = People
course-identifier = Identifier
course-version = Version of the finding
course-release = Release of the hub
course-licence = Licence
course-licence-value = CC BY 4.0
course-numbers = The numbers
course-numbers-alt = Effect, intervals, certainty, studies, people, identifier, version and licence of the finding { $name }, one a row.
course-column-what = What
course-column-value = Value
course-means = What this certainty means
course-plain = In plain words: { $pairs }
course-read = Reading of the numbers
course-studies-list = The studies whose numbers it shows
course-discuss = Questions for discussion
course-cite = Cite this finding as
course-references = References
course-references-lead = Findings are cited with identifier and version, since they may change. The studies behind each are named on its page; cite them too.
course-ris = Records for reference managers (RIS)
course-intro = Findings of the { $name }, release { $version } of { $date }. Text and data: CC BY 4.0. Each page carries the finding's identifier, version and certainty, and says which of its numbers were read only once.
course-selection = Course pack
course-audience = Who learns it: { $audience }.
course-levels = Levels: { $levels }.
course-no-finding = No finding with a number speaks to it yet.
course-whole = What its whole levels show
course-whole-lead = These findings put every kind of help at a level together, not only this one.
course-web = On the web: { $title }
# The language of documents and manifests, as a language tag (BCP 47).
course-language = en-GB
course-one-study = one study
teaching-copy = Copy
# Read aloud instead of the word above.
teaching-copy-text = Copy the text on { $title }
