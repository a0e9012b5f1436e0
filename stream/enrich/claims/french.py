"""French reporting words and the words around them, for the western reader."""

from __future__ import annotations

from stream.enrich.claims.grammar import Grammar, read_verbs

_VERBS = """
dit,disent,disait,disant*,dit+,dite+ -
déclare,déclarent,déclaré+,déclarant* -
affirme,affirment,affirmait,affirmé+,affirmant* -
annonce,annoncent,annoncé+,annonçant* n
ajoute,ajoutent,ajouté+,ajoutant* -
précise,précisent,précisé+,précisant* -
indique,indiquent,indiqué+,indiquant* -
explique,expliquent,expliqué+,expliquant* -
souligne,soulignent,souligné+,soulignant* -
assure,assurent,assuré+,assurant* -
estime,estiment,estimait,estimé+,estimant* -
rappelle,rappellent,rappelé+,rappelant* -
révèle,révèlent,révélé+,révélant* nf
confirme,confirment,confirmé+,confirmant* n
dément,démentent,démenti+,démentant* nd
nie,nient,nié+,niant* nd
reconnaît,reconnaissent,reconnu+,reconnaissant* n
admet,admettent,admis+,admettant* -
prétend,prétendent,prétendu+,prétendant* -
soutient,soutiennent,soutenu+,soutenant* -
rapporte,rapportent,rapporté+,rapportant* -
note,notent,noté+,notant* -
constate,constatent,constaté+ -
considère,considèrent,considéré+,considérant* -
juge,jugent,jugé+,jugeant* -
croit,croient,cru+,croyant* -
pense,pensent,pensé+ -
craint,craignent,craignant* p
prévoit,prévoient,prévu+,prévoyant* np
prédit,prédisent,prédit+ np
promet,promettent,promis+,promettant* p
avertit,avertissent,averti+,avertissant* -
prévient,préviennent,prévenu+ -
insiste,insistent,insisté+,insistant* -
martèle,martelé+ -
répond,répondent,répondu+ -
écrit,écrivent,écrit+,écrivant* -
raconte,racontent,raconté+ -
accuse,accusent,accusé+,accusant* a
conclut,concluent,conclu+,concluant* -
montre,montrent,montré+ f
relève,relèvent,relevé+,relevant* -
fait,fait+ -
regrette,regrettent,regretté+,regrettant* -
poursuit,poursuivi+ -
lancé+,lance -
confié+,confie,confient -
avance,avancé+ -
signale,signalent,signalé+,signalant* -
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FRENCH = Grammar(
    verbs=read_verbs(_VERBS),
    that=_set("que qu'"),
    pronouns=_set("il elle ils elles on"),
    auxiliaries=_set("a ont avait avaient ait a-t-il a-t-elle ont-ils ont-elles avait-il avait-elle aurait"),
    passives=_set("est sont était étaient été serait fut"),
    adverbs=_set(
        "également aussi ensuite encore déjà toutefois notamment récemment clairement fermement pourtant d'ailleurs fait "
        "cependant ainsi par ailleurs ailleurs"
    ),
    negations=_set("ne n' pas jamais ni"),
    modals=_set("peut pourrait doit devrait faut va vont"),
    infinitive=_set("de d' à pour"),
    breakers=_set(
        "que qu' mais tandis alors parce car quand lorsque lorsqu' comme après avant si puisque où dont donc selon ou"
    ),
    joiners=_set("et mais puis ou"),
    times=_set(
        "lundi mardi mercredi jeudi vendredi samedi dimanche aujourd'hui hier soir matin après-midi récemment ensuite "
        "mercredi ce cette dernier"
    ),
    prepositions=_set("à au aux dans sur lors devant après avant pendant en par via depuis auprès de du des pour"),
    determiners=_set("le la l' les un une des ce cette ces son sa ses leur leurs mon ma du de d'"),
    relatives=_set("qui"),
    hearsay=_set(""),
    according=(("selon",), ("d'", "après"), ("d'après",), ("citant",)),
    heads=_set(
        "président présidente ministre ministère police gouvernement porte-parole maire directeur directrice rapport étude "
        "sondage préfet préfecture armée parquet procureur premier première"
    ),
    reports=_set(
        "sondage étude rapport enquête données chiffres statistiques analyse tribunal résultats images document documents"
    ),
    nouns_too=_set(
        "annonce note indique estime montre juge fait prévu dit écrit relève lance avance accuse promet rapporte constate "
        "rappelle promis admis conclu assure"
    ),
    courtesies=("merci", "félicit", "condoléances", "bienvenue", "bonjour"),
)
