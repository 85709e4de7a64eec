"""Reporting in English: verbs and the words around them."""

from .language import Language, phrases, words

_VOWELS = "aeiou"

# Regular verbs in their plain form; those that double a consonant or change it stand below.
_SAY = """
reject thank apologise apologize congratulate acknowledge affirm allege announce argue assert
assure aver boast caution claim comment complain conclude concur confess confirm contend counter
declare deny disclose dispute emphasise emphasize estimate exclaim explain hint imply inform
insinuate insist interject joke lament mention mutter object opine pledge posit predict proclaim
profess promise protest quip reaffirm reckon recount reiterate remark remind repeat reply respond
retort reveal scoff sneer specify state stress suggest surmise swear testify threaten tweet
underline underscore vow warn whisper witness forecast contradict rebut refute criticise criticize
blame accuse demand advise denounce condemn lambast slam mock liken compare label brand deride
cite beg appeal concede attest
"""
_SAY_FORMS = """
say says said saying tell tells told telling admit admits admitted admitting expect expects
expected outline outlines outlined decry decries decried rebut rebuts rebutted rebutting quip
quips quipped quipping swear swears swore sworn swearing deny denies denied denying reply replies
replied replying imply implies implied implying testify testifies testified testifying specify
specifies specified specifying
"""
_NOTE = """
count charge observe recall relate project answer request express rule venture voice speculate
reason maintain add report document record note post think believe consider muse reflect worry
guess agree disagree offer celebrate welcome defend praise hail detail correct signal email text
clarify calculate propose recommend theorise theorize postulate laugh sigh smile grumble fume joke
shout yell murmur cry plead pray sob shrug gasp begin continue tout trumpet
"""
_NOTE_FORMS = """
write writes wrote written writing find finds found finding think thinks thought thinking hold
holds held read reads
"""
_ASK = "ask wonder inquire enquire question query"
_SHOW = """
show indicate suggest reveal link estimate record document conclude calculate count demonstrate
measure confirm state describe list note report detail warn
"""


def _forms(verb: str) -> list[str]:
    """A regular verb in all its forms."""
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    third = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return [verb, verb + third, verb + "ed", verb + "ing"]


def _all(verbs: str) -> set[str]:
    return {form for verb in verbs.split() for form in _forms(verb)}


_STORIES = words(
    "claim claims rumour rumours rumor rumors report reports suggestion suggestions allegation "
    "allegations criticism charge charges accusation accusations idea notion"
)
_PUTS = {
    **dict.fromkeys(words("put puts putting"), words("at it")),
    **dict.fromkeys(words("speak speaks spoke"), words("of")),
    **dict.fromkeys(words("point points pointed pointing"), words("out")),
    **dict.fromkeys(words("make makes made making"), words("clear")),
    **dict.fromkeys(_all("dismiss"), _STORIES | words("as")),
    **dict.fromkeys(_all("describe"), words("as")),
    **dict.fromkeys(_all("order instruct urge"), words("to")),
    **dict.fromkeys(_all("call"), words("on for a an")),
}
_VERBS = {
    **dict.fromkeys(_all(_NOTE) | words(_NOTE_FORMS), "note"),
    **dict.fromkeys(_all(_SAY) | words(_SAY_FORMS), "say"),
    **dict.fromkeys(_all(_ASK), "ask"),
    **dict.fromkeys(_PUTS, "put"),
}

ENGLISH = Language(
    verbs=_VERBS,
    plain=words("say says said saying tell tells told claim claims claimed deny denies denied"),
    showing=frozenset(_all(_SHOW))
    | words("find finds found put puts say says said show shows showed shown give gives gave"),
    puts=_PUTS,
    lights=phrases(
        "went on to,goes on to,continued to,continues to,used to,moved to,was quick to,"
        "was the first to,is known to"
    ),
    denying=words(
        "deny denies denied dispute disputes disputed reject rejects rejected rebut rebuts"
    ),
    that=words("that"),
    joining=words("and or nor"),
    against=words("but while whereas although though yet"),
    unsure=words("if unless whether"),
    subordinating=words("when where because once what how why"),
    what=("what",),
    relative=words("who whom which whose that"),
    prepositions=words(
        "of for to by with from in at on against about after before during through under over "
        "between among into like unlike despite since without within near per via ahead as than "
        "outside inside across around beyond behind"
    ),
    articles=words("the a an his her its their our my this these those another one some"),
    pronouns=words("he she they it we i you"),
    singular=words("he she"),
    auxiliaries=words(
        "has have had also again then later now still once twice first since repeatedly just "
        "even already does did will would may might could can further himself herself itself "
        "instead  however meanwhile"
    ),
    passive=words("was were been being is are be get got"),
    infinitives=frozenset(),
    having=frozenset(),
    this=words("that this those these"),
    participles=frozenset(),
    negations=words(
        "not never neither nor nobody nothing no didn't doesn't don't hasn't haven't won't"
    ),
    finite=words(
        "is are was were has have had will would can could may might must should do does did "
        "isn't aren't wasn't weren't"
    ),
    times=words(
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow "
        "tonight last this next earlier later recently shortly afterwards ago week month year "
        "night morning afternoon evening january february march april may june july august "
        "september october november december spring summer autumn winter again"
    ),
    adverb=r"\w+ly",
    as_said=words("as"),
    so_said=words("so"),
    according=phrases(
        "according to,as reported by,in the words of,in the view of,in the opinion of"
    ),
    outlets=(
        r"(?:tell|telling|told|tells)",
        r"(?:in )?(?:an )?interview (?:with|published (?:by|in))",
        r"(?:speaking|talking|spoke|talked) (?:to|on|with)",
        r"(?:wrote|writes|writing|published|published (?:by|in)|reported|said|says|post|article|"
        r"column|essay|op-ed|appeared|appearing) (?:in|by|on|to)",
        r"(?:quoted|cited|reported|revealed|obtained|seen|published|carried) (?:by|in)",
        r"(?:presenting|citing|based on|interviewed by|quoting|cited|cites|quoted|launching)",
        r"(?:quoted|cited)\b[^,.;]{0,40}? by",
        r"(?:piece|column|essay|article|op-ed|study|paper|report|letter|research|survey|data|"
        r"figures|numbers|statistics|poll) (?:in|from|by|of|for)",
    ),
    documents=words(
        "figures figure data study studies report reports poll polls survey surveys numbers "
        "statistics records record research review analysis paper documents document memo audit "
        "census investigation inquiry article letter video recording dataset findings estimates"
    ),
    verdicts=words(
        "allegation claim charge report idea plan decision ruling law figure accusation move "
        "proposal tax budget deal vote offer story"
    ),
    claims=words("claim claims charge allegation accusation assertion statement contention"),
    kin=words(
        "spokesman spokeswoman spokesperson lawyer lawyers attorney brother sister mother "
        "father wife husband son daughter aide aides ally allies critic critics supporter "
        "supporters colleague colleagues deputy predecessor successor rival rivals member "
        "members official officials source sources friend friends office team family doctor "
        "nurse witness secretary chief engineer worker workers resident residents man woman "
        "reporter"
    ),
    offices=words(
        "mayor minister president governor senator judge justice councillor professor director "
        "chairman chairwoman chair chief commissioner coach captain general colonel secretary "
        "chancellor premier ambassador bishop archbishop king queen prince princess sheriff "
        "prosecutor constable inspector referee striker candidate economist lawyer attorney "
        "doctor sir dame lord lady mr mrs ms dr prof miss deputy vice former prime rep sen gov "
        "critic analyst historian biologist engineer actor actress singer author editor "
        "congressman congresswoman lawmaker ex-president archaeologist physicist detective "
        "officer sergeant curator manager boss executive politician academic researcher "
        "scientist mp chef pastor priest rabbi imam activist campaigner farmer leader"
    ),
    answers=words("q question"),
    synonyms={
        "minister": ("secretary", "politician"),
        "chairman": ("chair", "executive"),
        "chairwoman": ("chair", "executive"),
        "chief": ("executive", "boss"),
        "coach": ("manager",),
        "manager": ("coach",),
        "senator": ("lawmaker", "politician"),
        "congressman": ("lawmaker",),
        "congresswoman": ("lawmaker",),
        "professor": ("academic", "researcher", "scientist"),
        "attorney": ("lawyer",),
    },
    again=words("executive lawmaker politician academic"),
    voices=words("spokesman spokeswoman spokesperson"),
    turns_round=False,
    gerund="ing",
    telling=words("tell tells told telling"),
    of=words("of"),
    the=words("the"),
    several=frozenset(),
    owning=words("his her its their"),
    by=words("by"),
    citing=words("cited quoted"),
    hearing=words("heard learned learnt"),
    views=words("view opinion words telling account estimation judgement judgment eyes"),
    answering=words("answer reply response reasoning message verdict"),
    rumours=words("rumour rumours rumor rumors belief suggestion idea"),
    for_=words("for"),
    about=words("about on of"),
    to_whom=frozenset(),
    estar=frozenset(),
    opinions=words(
        "best worst beautiful ugly magnificent absurd ridiculous shameful disgrace disgraceful "
        "wonderful terrible awful brilliant fairy insult joke filthy theatre honest lovely "
        "stupid idiotic proud happy sad hope hopes hopeful fear feel feels dream love hate "
        "deserve deserves nonsense scandalous convinced pleased angry afraid farce madness "
        "unfair unacceptable heartless cruel boring laughed smiled nodded shrugged wept "
        "applauded sighed tired lucky sorry should must ought please let's perhaps maybe"
    ),
    wishing=words(
        "hope hopes hoped hoping wish wishes wished want wants wanted promise promised promises "
        "pledged pledges vowed vows urged urges order orders ordered demanded demands asked "
        "asks thanked thanks apologised apologized predicted predicts called"
    ),
    future=r"will|won't|shall|[a-z]+'ll|would|going to",
    infinitive=r"to",
    counts=words(
        "million billion thousand hundred dozen half third quarter percent double twice one two "
        "three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty "
        "seventy eighty ninety more fewer less most highest lowest largest biggest first only "
        "than every all none never no nobody not tripled doubled halved"
    ),
    common=words(
        "the a an and of to in that is was for on with as it at by from has have had said says "
        "not but his her who which were told their he she they this be according"
    ),
)
