"""Names of persons in a text, told by what stands beside them; no list of names is used.

Names of authors in citations ("Lee et al., 2019") and in the references are no personal data of a
focus group and are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.focus_groups.contacts import Span

NAME = "name of a person"

_UP, _LOW = "A-ZÀ-ÖØ-ÞĀ-ſ", "a-zß-öø-ÿĀ-ſ"
_ONE = rf"(?:(?:Mc|Mac|O['’]|D['’])?[{_UP}][{_LOW}]+(?:['’-][{_UP}{_LOW}]+){{0,3}})"
_PARTICLE = r"(?:de|da|dos|del|di|la|van|von|der|den|bin|ibn|al|el|ten|ter)"
_INITIAL = r"[A-Z]\.?(?![a-zA-Z])"
_PARTS = rf"{_ONE}(?: (?:{_ONE}|{_INITIAL}|{_PARTICLE}(?= (?:{_PARTICLE} )?{_ONE}))){{0,5}}"
_FULL = rf"(?:[A-Z]\. ?){{0,3}}(?:{_PARTICLE} ){{0,2}}{_PARTS}"
_TWO = rf"(?:[A-Z]\. ?){{0,3}}{_ONE}(?: (?:{_ONE}|[A-Z]\.?(?![a-zA-Z])|{_PARTICLE})){{0,4}}? {_ONE}"
_INITIALS = r"[A-Z]\.(?: ?[A-Z]\.){0,3}"
_ROLE = (
    r"nurse|sister|matron|midwife|doctor|physician|surgeon|consultant|resident|intern|registrar|"
    r"therapist|physiotherapist|psychologist|pharmacist|paramedic|assistant|technician|manager|"
    r"supervisor|director|leader|coordinator|facilitator|moderator|interviewer|counsellor|"
    r"counselor|chaplain|student|officer|social worker|health worker|care worker|administrator|"
    r"chair|chairperson|president|dean|founder|speaker|panellist|panelist|editor|head|lead"
)
_KIN = (
    r"colleague|co-?worker|friend|boss|mentor|mentee|husband|wife|partner|daughter|son|mother|"
    r"father|brother|patient|neighbour|neighbor|teammate"
)
_SAYING = (
    r"said|says|told|explained|explains|recalled|recalls|described|describes|added|adds|shared|"
    r"shares|felt|feels|noted|notes|reported|remembered|remembers|admitted|admits|confided|cried|"
    r"laughed|agreed|disagreed|asked|replied|answered|commented|whispered|complained|suggested"
)
_MADE = (
    r"posted|written|submitted|uploaded|reported|prepared|compiled|facilitated|moderated|"
    r"transcribed|recorded|interviewed|edited|summari[sz]ed|chaired|led|hosted|drafted|reviewed|"
    r"photographed|narrated|told"
)
_LABELS = (
    r"names?|facilitators?|moderators?|interviewers?|interviewees?|respondents?|participants?|"
    r"authors?|contacts?|contact person|note-?takers?|present|attendees|apologies|chair|by|from|to|"
    r"signed|signature|rapporteur|speakers?|hosts?|translators?|interpreters?"
)
_CREDENTIAL = r"RN|RM|MD|DO|PhD|DPhil|BSc|BSN|MSN|MSc|MBBS|MPH|MBA|FRCP|FRCN|NP|PA-C|DNP|LCSW|PsyD"
_TITLE = (
    r"Dr|Drs|Prof|Professor|Mr|Mrs|Ms|Mx|Miss|Sr|Rev|Capt|Captain|Col|Colonel|Maj|Sgt|Sir|Dame|Lord|"
    r"Lady|Senator|Sen|Hon|Minister|Ambassador|Mayor|Governor|Pastor|Imam|Rabbi|Congress(?:wo)?man"
)
_POST = (
    r"Editor|Director|Officer|President|Manager|Nurse|Chair|Head|Lead|Leader|Professor|Consultant|"
    r"Surgeon|Physician|Founder|Secretary|Coordinator|Midwife|Pharmacist|Researcher|Speaker|Fellow"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})"

_INSTITUTION = (
    r"University|Institut\w*|Ministry|Hospitals?|Clinics?|Academy|Society|Association|Agency|"
    r"Foundation|Department|College|School|Council|Cent(?:er|re)|Health|Trust|Union|Nations?|Office"
)
# Words in capitals that are no names of persons.
_ORGANISATION = re.compile(
    rf"\b(?:{_INSTITUTION}|Coalition|Division|Committee|Groups?|Rounds?|Programmes?|Programs?|Network|"
    r"Organi[sz]ation|Services?|Care|Medicine|Nursing|Board|Unit|Ward|Bureau|Authority|Alliance|"
    r"Week|Day|Initiative|Project|Report|Inventory|Scale|Questionnaire|Index|Model|Framework|"
    r"Journal|Lancet|Collaborative|Media|News|Expert|Research|Officer|Editor)\b"
)

# Sure: nothing but a name stands there.
_SURE = (
    re.compile(rf"\b(?:{_TITLE})\b\.?\s+({_FULL}|{_INITIALS})"),
    re.compile(
        rf"\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur) (?:\w+ ){{0,2}}?(?:{_KIN}|{_ROLE}),? ({_FULL})"
    ),
    re.compile(rf"\b(?:{_KIN}|{_ROLE})s?,? (?:named|called|by the name of|known as) ({_FULL})"),
    re.compile(
        rf"\b(?:[Mm]y name(?: is|'s|’s)|I am called|call me|I(?:'m| am)) ({_FULL})"
        r"(?=[,.;!]|\s+and\b|$)"
    ),
    re.compile(rf"({_FULL}),? (?:{_CREDENTIAL})\b"),
    re.compile(rf"({_FULL})\s*[(\[<,:]\s*(?=[\w.+%-]+@)"),
    re.compile(
        r"\b(?:[Cc]ontact|[Ee]-?mail|[Ww]rite to|[Cc]all|[Rr]each(?: out to)?|[Aa]sk for) "
        rf"({_FULL})"
    ),
    re.compile(
        r"\b(?i:(?:kind|best|warm)? ?regards|sincerely|yours \w+|signed|cheers|with thanks),?:?\s+"
        rf"({_FULL})"
    ),
    re.compile(rf"^\W*{_DAY}(?:,? \d{{4}})?\s*[/|·•–—-]\s*({_FULL})\s*$"),
    re.compile(rf"^\W*({_FULL})\s*[/|·•–—-]\s*{_DAY}"),
    re.compile(rf"^\W*By:? ({_ONE}(?: {_ONE}| [A-Z]\.)+)\s*$"),
)
# A user name set as such.
_USER = re.compile(rf"\b(?i:{_MADE}) by:?\s+((?=\w*\d)\w{{3,}})\s*$")
# Of a person, unless it is an organisation.
_MADE_BY = re.compile(rf"\b(?i:{_MADE}) by:?\s+({_FULL})")
# Likely: words in capitals that stand where names do, unless they are known words.
_LIKELY = (
    re.compile(rf"\b(?i:{_ROLE}|{_KIN}),? ({_FULL})"),
    re.compile(rf"(?:^|(?<=[.?!\"”“‘] )|(?<=, ))({_FULL}),? (?:{_SAYING})\b"),
    re.compile(
        rf"(?<!of )(?<!in )(?<!from )(?<!at )({_FULL}), (?:an?|the|our|my|who|aged?|\d\d)\b"
        rf"(?=[^.]{{0,60}}?\b(?:{_ROLE}|years?|{_KIN})\b)"
    ),
    re.compile(rf"({_FULL}) \((?:\d\d|(?:[\w-]+ ){{0,3}}(?:{_ROLE}))\b"),
    re.compile(rf"({_TWO})(?:,| –| -)? (?:[A-Z][a-z]+ ){{0,3}}(?:{_POST})\b"),
    re.compile(rf"({_TWO}) \((?=[^)]{{0,120}}\b(?:{_INSTITUTION})\b)"),
    re.compile(rf"({_TWO}), [A-Z][^,;]{{2,60}}, (?:{_SAYING})\b"),
    re.compile(rf"[\"”’]\s*[—–(-]+\s*({_FULL})"),
    re.compile(rf"^\s*[—–-]+\s*({_FULL})(?=,|\s*$)"),
    re.compile(rf"^({_FULL})(?: \([^)]*\))?: ?(?=[\"“‘]|I\b|[Ww]e\b|[Mm]y\b|[Oo]ur\b|It )"),
)
_LABELLED = re.compile(rf"^\W*(?:(?i:{_LABELS})(?: \([^)]*\))?\s*:|By)\s+(.+)$")
# A line of nothing but names, as above a paper: "Ann B. Lee 1,*, Bo Ek 2 and Cy Oh 3".
_LINE = re.compile(
    rf"^\W*{_TWO}(?:[\s\d*†‡§^,;]*(?:,|;|&|\band\b)[\s\d*†‡§^]*{_TWO}){{2,}}[\s\d*†‡§^,;.]*$"
)
_IN_LINE = re.compile(_TWO)
_CITED = re.compile(r",? et al|(?:,? (?:and|&) [A-Z][\w’'-]+)?,? \(?(?:19|20)\d\d")
_LIST = re.compile(rf"(?:^|(?<=, )|(?<=; )|(?<=and )|(?<=& ))({_FULL})(?=$|[,;.(]| and| &)")
_KNOWN = re.compile(
    r"(?i:a|an|the|this|that|these|those|it|its|he|she|they|we|you|i|one|two|three|some|many|most|"
    r"several|all|both|each|every|another|other|others|few|no|none|not|any|someone|everyone|anyone|"
    r"nobody|people|participants?|respondents?|workers?|staff|nurses?|doctors?|physicians?|midwives|"
    r"midwife|surgeons?|residents?|interns?|consultants?|therapists?|psychologists?|pharmacists?|"
    r"paramedics?|assistants?|technicians?|managers?|leaders?|supervisors?|directors?|students?|"
    r"facilitators?|moderators?|colleagues?|friends?|patients?|families|men|women|practitioners?|"
    r"officers?|specialists?|clinicians?|providers?|employers?|employees?|executives?|ministers?|"
    r"policymakers?|volunteers?|however|although|though|while|when|where|what|who|which|why|how|if|"
    r"because|since|after|before|during|despite|instead|also|and|or|but|so|yet|then|there|here|now|"
    r"today|yesterday|tomorrow|later|finally|first|second|third|firstly|secondly|next|in|on|at|by|"
    r"for|from|with|without|to|of|as|our|my|his|her|their|your|burnout|stress|mental|management|"
    r"leadership|training|support|peer|mindfulness|wellbeing|well-being|resilience|evidence|"
    r"research|studies|study|findings|results|data|summary|conclusions?|overview|introduction|"
    r"background|discussion|question|answer|themes?|recommendations?|january|february|march|april|"
    r"may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday|covid|english|french|spanish|british|african|asian|european|american|"
    r"god|christmas|easter|ramadan|senior|junior|head|chief|deputy|general|registered|clinical|"
    r"emergency|intensive|primary|community|public|national|international|north|south|east|west|"
    r"focus|round|table|session|meeting|interview|emphasis|recent|future|current|new|more|less|"
    r"being|having|taking|working|feeling|female|male|yes|ok|well|education|practice|work|life)"
)


def names(text: str, common: frozenset[str], *, heading: bool = False) -> Iterator[Span]:
    """Yield the names of persons in a text.

    Parameters
    ----------
    text : str
    common : frozenset of str
        Words the document also writes small, so that capitals at the start of a sentence say
        nothing; used where only the position speaks for a name.
    heading : bool
        Set in capitals throughout, where only sure signs count.
    """
    for pattern in _SURE:
        for found in pattern.finditer(text):
            known = _is_organisation(found[1]) or _KNOWN.fullmatch(found[1].split()[0])
            if not known and not _CITED.match(text, found.end(1)):
                yield Span(*found.span(1), NAME)
    if user := _USER.search(text):
        yield Span(*user.span(1), NAME)
    yield from _labelled(text)
    for pattern in (_MADE_BY,) if heading else (_MADE_BY, *_LIKELY):
        for found in pattern.finditer(text):
            if _may_be_name(found[1], common) and not _CITED.match(text, found.end(1)):
                yield Span(*found.span(1), NAME)


def _labelled(text: str) -> Iterator[Span]:
    """Yield the names in a line such as "Facilitators: ...", or one of names alone."""
    line = _LABELLED.match(text)
    for found in _LIST.finditer(line[1]) if line else ():
        if _may_be_name(found[1], frozenset()):
            at = line.start(1) if line else 0
            yield Span(at + found.start(1), at + found.end(1), NAME)
    listed = list(_IN_LINE.finditer(text)) if _LINE.match(text) else []
    if all(_may_be_name(n[0], frozenset()) for n in listed):
        yield from (Span(*n.span(), NAME) for n in listed)


def _is_organisation(name: str) -> bool:
    return _ORGANISATION.search(name) is not None


def _may_be_name(name: str, common: frozenset[str]) -> bool:
    words = name.split()
    if _is_organisation(name) or any(_KNOWN.fullmatch(w) for w in words):
        return False
    return not all(w.casefold() in common for w in words)
