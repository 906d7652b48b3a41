"""Names of persons in a text, told by what stands beside them; no list of names is used.

Names of authors in citations ("Lee et al., 2019") and in the references are no personal data of a
focus group and are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.focus_groups.contacts import Span

NAME = "name of a person"

_ONE = r"(?:[A-ZÀ-Þ][a-zà-ÿ]+(?:['’-][A-ZÀ-Þa-zà-ÿ]+)*|(?:Mc|Mac|O['’]|D['’])[A-Z][a-z]+)"
_PARTICLE = r"(?:de|da|dos|del|di|la|van|von|der|den|bin|ibn|al|el|ten|ter)"
_PARTS = rf"{_ONE}(?: (?:{_ONE}|[A-Z]\.?(?![a-zA-Z])|{_PARTICLE}(?= (?:{_PARTICLE} )?{_ONE})))*"
_FULL = rf"(?:[A-Z]\. ?)*{_PARTS}"
_INITIALS = r"[A-Z]\.(?: ?[A-Z]\.)*"
_ROLE = (
    r"nurse|sister|matron|midwife|doctor|physician|surgeon|consultant|resident|intern|registrar|"
    r"therapist|physiotherapist|psychologist|pharmacist|paramedic|assistant|technician|manager|"
    r"supervisor|director|leader|coordinator|facilitator|moderator|interviewer|counsellor|"
    r"counselor|chaplain|student|officer|social worker|health worker|care worker|administrator"
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
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"

# Sure: nothing but a name stands there.
_SURE = (
    re.compile(
        rf"\b(?:Dr|Drs|Prof|Professor|Mr|Mrs|Ms|Mx|Miss|Sr|Rev|Capt|Col|Maj|Sgt)\b\.?\s+({_FULL}|{_INITIALS})"
    ),
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
    re.compile(rf"^\W*{_MONTH} \d{{1,2}}(?:,? \d{{4}})?\s*[/|·•–—-]\s*({_FULL})\s*$"),
    re.compile(rf"^\W*({_FULL})\s*[/|·•–—-]\s*(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})"),
    re.compile(rf"^\W*By:? ({_ONE}(?: {_ONE}| [A-Z]\.)+)\s*$"),
)
# A user name set as such.
_USER = re.compile(rf"\b(?i:{_MADE}) by:?\s+((?=\w*\d)\w{{3,}})\s*$")
# Likely: words in capitals that stand where names do, unless they are known words.
_LIKELY = (
    re.compile(rf"\b(?i:{_MADE}) by:?\s+({_FULL})"),
    re.compile(rf"\b(?i:{_ROLE}|{_KIN}),? ({_FULL})"),
    re.compile(rf"(?:^|(?<=[.?!\"”“‘] )|(?<=, ))({_FULL}),? (?:{_SAYING})\b"),
    re.compile(
        rf"({_FULL}), (?:an?|the|our|my|who|aged?|\d\d)\b"
        rf"(?=[^.]{{0,60}}?\b(?:{_ROLE}|years?|{_KIN})\b)"
    ),
    re.compile(rf"({_FULL}) \((?:\d\d|(?:[\w-]+ ){{0,3}}(?:{_ROLE}))\b"),
    re.compile(rf"[\"”’]\s*[—–(-]+\s*({_FULL})"),
    re.compile(rf"^\s*[—–-]+\s*({_FULL})(?=,|\s*$)"),
    re.compile(rf"^({_FULL})(?: \([^)]*\))?: ?(?=[\"“‘]|I\b|[Ww]e\b|[Mm]y\b|[Oo]ur\b|It )"),
)
_LABELLED = re.compile(rf"^\W*(?i:{_LABELS})(?: \([^)]*\))?\s*:\s*(.+)$")
_LIST = re.compile(rf"(?:^|(?<=, )|(?<=; )|(?<=and )|(?<=& ))({_FULL})(?=$|[,;.(]| and| &)")
# Words in capitals that are no names of persons.
_ORGANISATION = re.compile(
    r"\b(?:University|Institut\w*|Ministry|Coalition|Cent(?:er|re)|Hospitals?|Clinics?|Academy|Society|"
    r"Association|Agency|Foundation|Department|Division|College|School|Council|Committee|Group|"
    r"Groups|Rounds?|Programmes?|Programs?|Network|Union|Nations?|Organi[sz]ation|Service|Services|"
    r"Health|Care|Medicine|Nursing|Board|Trust|Unit|Ward|Bureau|Office|Authority|Alliance|Week|Day|"
    r"Initiative|Project|Report|Inventory|Scale|Model|Framework|Journal|Lancet|Collaborative)\b"
)
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
            if not _is_organisation(found[1]) and not _KNOWN.fullmatch(found[1].split()[0]):
                yield Span(*found.span(1), NAME)
    if user := _USER.search(text):
        yield Span(*user.span(1), NAME)
    yield from _labelled(text)
    if heading:
        return
    for pattern in _LIKELY:
        for found in pattern.finditer(text):
            if _may_be_name(found[1], common):
                yield Span(*found.span(1), NAME)


def _labelled(text: str) -> Iterator[Span]:
    """Yield the names in a line such as "Facilitators: ..."."""
    line = _LABELLED.match(text)
    for found in _LIST.finditer(line[1]) if line else ():
        if _may_be_name(found[1], frozenset()):
            at = line.start(1) if line else 0
            yield Span(at + found.start(1), at + found.end(1), NAME)


def _is_organisation(name: str) -> bool:
    return _ORGANISATION.search(name) is not None


def _may_be_name(name: str, common: frozenset[str]) -> bool:
    words = name.split()
    if _is_organisation(name) or any(_KNOWN.fullmatch(w) for w in words):
        return False
    return not all(w.casefold() in common for w in words)
