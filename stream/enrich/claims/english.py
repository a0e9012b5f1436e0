"""English reporting words and the words around them, for the western reader."""

from __future__ import annotations

from stream.enrich.claims.grammar import Grammar, read_verbs

_VERBS = """
said,says,say,saying* b
told,tells,tell,telling* t
added,adds,add,adding* b
stated,states,state,stating* -
announced,announces,announce,announcing* n
claimed,claims,claim,claiming* bi
reported,reports,report,reporting* -
revealed,reveals,reveal,revealing* nf
confirmed,confirms,confirm,confirming* n
denied,denies,deny,denying* nd
acknowledged,acknowledges,acknowledge,acknowledging* n
admitted,admits,admit,admitting* b
conceded,concedes,concede,conceding* b
argued,argues,argue,arguing* b
asserted,asserts,assert,asserting* -
insisted,insists,insist,insisting* b
maintained,maintains,maintaining* -
contended,contends,contend,contending* b
alleged,alleges,allege,alleging* b
noted,notes,noting* b
warned,warns,warn,warning* bt
cautioned,cautions,cautioning* t
explained,explains,explain,explaining* b
declared,declares,declare,declaring* b
suggested,suggests,suggest,suggesting* b
believed,believes,believe,believing* b
thinks,think,thought b
estimated,estimates,estimate,estimating* bn
predicted,predicts,predict,predicting* bnp
forecast,forecasts,forecasting* np
expects,expect,expected,expecting* nip
projects,projected,projecting* np
concluded,concludes,conclude,concluding* -
found,finds,find,finding* f
showed,shows,show,shown,showing* f
indicated,indicates,indicate,indicating* f
stressed,stresses,stress,stressing* -
emphasized,emphasizes,emphasize,emphasizing*,emphasised,emphasising* -
observed,observes -
remarked,remarks,remarking* -
replied,replies,reply,replying* b
responded,responds,responding* -
wrote,writes,writing* -
tweeted,tweets,tweeting* -
testified,testifies,testify,testifying* -
recalled,recalls,recalling* -
complained,complains,complain,complaining* -
boasted,boasts,boasting* -
feared,fears,fear,fearing* bp
promised,promises,promise,promising* itp
vowed,vows,vow,vowing* ip
pledged,pledges,pledge,pledging* ip
agreed,agrees,agree -
recounted,recounts,recounting* -
reiterated,reiterates,reiterating* -
informed,informs t
assured,assures,assuring* t
reminded,reminds t
disclosed,discloses,disclosing* n
hinted,hints,hinting* -
implied,implies,implying* -
speculated,speculates,speculating* -
disputed,disputes,disputing* nd
refuted,refutes,refuting* nd
rejected,rejects,rejecting* nd
suspected,suspects,suspect -
joked,jokes,joking* -
quipped,quips b
mused b
threatened,threatens,threatening* ip
countered,counters b
continued,continues -
commented,comments -
read,reads -
reckoned,reckons,reckon,reckoning* b
called,calls,calling* c
described,describes,describe,describing* c
accused,accuses,accuse,accusing* a
put,puts a
blamed,blames,blaming* a
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ENGLISH = Grammar(
    verbs=read_verbs(_VERBS),
    that=_set("that"),
    pronouns=_set("he she they it we i"),
    auxiliaries=_set("has had have having he's she's they've who's"),
    passives=_set("is are was were be been being"),
    adverbs=_set(
        "also later then once recently previously repeatedly reportedly already even still now often frequently publicly "
        "privately only just simply rightly falsely wrongly long ever always usually generally explicitly openly clearly quickly further flatly strongly "
        "vehemently briefly separately consistently famously initially earlier all both each himself herself themselves"
    ),
    negations=_set("not never n't didn't don't doesn't hasn't haven't hadn't wasn't weren't isn't aren't no nor won't"),
    modals=_set(
        "would could might may should can must will shall would've did do does cannot can't couldn't wouldn't let"
    ),
    infinitive=_set("to"),
    breakers=_set(
        "that but while because although though when whenever as after before if whether since where so than until unless "
        "whereas what how why then meanwhile however"
    ),
    joiners=_set("and but or then"),
    times=_set(
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight earlier later afterward "
        "afterwards recently now then morning afternoon evening night last this week month year january february march april "
        "may june july august september october november december flatly bluntly again simply publicly ago"
    ),
    prepositions=_set(
        "in on at during after before following from via through over about of to by with for as when while"
    ),
    determiners=_set(
        "one the a an this that these those his her their its our my your some any no such several many other"
    ),
    relatives=_set("who which"),
    hearsay=_set("reportedly allegedly purportedly supposedly"),
    according=(("according", "to"), ("citing",), ("in", "the", "words", "of"), ("as", "reported", "by")),
    heads=_set(
        "president minister secretary governor senator spokesman spokeswoman spokesperson officials official police "
        "ministry poll report study survey army government judge court mayor chief ceo director analyst expert experts"
    ),
    reports=_set(
        "poll polls study studies report reports survey surveys research data figures statistics analysis review reviews "
        "court jury panel inquiry investigation investigators researchers authors records documents average averages audit "
        "census numbers results footage video images authorities fact-checkers"
    ),
    nouns_too=_set(
        "accused calls called calling claims claim reports report notes states state estimates estimate forecasts forecast projects promises promise "
        "vows pledges pledge fears fear shows show finds hints remarks remark tweets comments stress stresses suspects "
        "suspect expected warning projected thought reads read feared believed alleged continues jokes finding writing "
        "telling revealing promising show reply replies meaning"
    ),
    accusations=_set(
        "accusation accusations allegation allegations claim claims charge charges suggestion suggestions notion idea report "
        "reports criticism criticisms assertion assertions finding findings characterization rumor rumors rumour rumours "
        "insinuation insinuations blame theory account conclusion conclusions that"
    ),
    favours=_set(
        "request requests motion motions bail entry access permission visa visas appeal appeals petition application "
        "opportunity right rights asylum boarding service benefits coverage"
    ),
    courtesies=("thank", "congratulat", "condolence", "welcome", "good morning", "hello", "sorry"),
)
