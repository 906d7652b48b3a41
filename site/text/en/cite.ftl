# How to cite, and the boxes to cite from.
cite-title = How to cite
cite-lead =
    Every finding, study, voice and claim has a permanent identifier and, at the end of its page, a box
    with its citation in APA, Vancouver and Harvard style and for reference managers (BibTeX, RIS,
    CSL JSON). Reference managers that read web pages, such as Zotero, take it from the page itself.

    A finding also has a version: eight characters that change when its studies or its numbers change.
    The citation names it with the release of the hub and the date of the release, not the day you
    read it. Please cite the original studies too: each study's page gives their citation.
cite-check = [Check whether what you cited has changed](changes/check.md).
cite-hub = Cite the hub
cite-licence =
    Data and texts are licensed [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/),
    the code AGPL-3.0-or-later. `CHANGELOG.md` of the project says under *Evidence* when findings
    changed.

cite-no-address = This copy of the hub names no public address: add the one where you read it.
cite-box-licence = Text and data: CC BY 4.0.
cite-publication = Cite the original publication
# When a study has several publications: each is named by its identifier.
cite-publication-one = Cite the original publication { $publication }
cite-not-printed = Not read as printed: { $missing }. Take the citation from the publication itself; what was read of it stands at the top of this page.
cite-not-read = Not read: { $missing }. Add them from the publication.
cite-missing-authors = authors
cite-missing-year = year
cite-missing-title = title
cite-missing-journal = journal
cite-missing-further-authors = the further authors
cite-missing-place = volume and pages
cite-copy = Copy
# For those who do not see the button: the style or the format, and what is cited.
cite-copy-what = Copy { $style } citation of { $work }

# What fixes the thing cited; stands in parentheses after its title, joined by commas.
cite-named = { $kind ->
    [finding] finding { $name }
    [study-summary] study summary { $name }
    [voice] voice { $name }
   *[claim] claim { $name }
  }
cite-version = version { $version }
# The release of the hub, where a part of it is cited, and where the hub itself is.
cite-release = hub { $release }
cite-release-dated = hub { $release } of { $date }
cite-hub-release = version { $release }
cite-hub-release-dated = version { $release } of { $date }
# Titles for search engines and reference managers.
cite-summary-of = Summary: { $title }
cite-claim = Claim: { $claim }
cite-verdict = Verdict: { $verdict }.
