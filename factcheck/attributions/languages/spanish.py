"""Reporting in Spanish: verbs and the words around them."""

from .language import Language, phrases, words

# Infinitives that are regular in the third person; the others stand below in all their forms.
_SAY = """
afirmar declarar asegurar indicar informar denunciar manifestar anunciar explicar estimar
confirmar subrayar añadir agregar recalcar relatar aclarar alegar admitir comentar precisar
puntualizar replicar rebatir refutar rechazar criticar acusar culpar protestar lamentar exclamar
gritar susurrar bromear ironizar zanjar prometer amenazar revelar insinuar argumentar justificar
especificar enfatizar remarcar reiterar ratificar opinar considerar calificar tildar tachar
presumir pronosticar augurar vaticinar comunicar notificar tuitear ordenar exigir exhortar instar
reclamar retar confesar jurar alertar argüir suspirar quejar desmentir reprochar atribuir
sentenciar dictaminar testificar matizar espetar abundar musitar murmurar narrar mencionar razonar
descartar cifrar urgir terciar interpelar deplorar solicitar recriminar imputar achacar arremeter
avisar aventurar censurar clamar concretar condenar constatar corroborar cuantificar desvelar
develar diagnosticar divulgar esgrimir externar fustigar ilustrar objetar proclamar profetizar
relativizar rogar suplicar tranquilizar valorar desglosar agradecer felicitar
"""
_SAY_FORMS = """
dice dicen dijo dijeron decía decían dicho diciendo diría dirá niega niegan negó negaron negaba
negaban negado negando concluye concluyen concluyó concluyeron concluido concluyendo confiesa
confiesan manifiesta manifiestan juran pide piden pidió pidieron pedía pedían pedido pidiendo
escrito expuesto propuesto predicho repetido sugerido atribuido aducido advertido reconocido
contradicho contesta contestan contestó contestaron contestaba contestando desmiente desmienten
desmintió desmintieron desmintiendo sugiere sugieren sugirió sugirieron sugiriendo arguye arguyó
contradice contradijo contradijeron atribuye atribuyó atribuyeron aduce adujo adujeron aduciendo
desliza deslizó deduce dedujo avisa reporta reportó reportaron propuso propone predice predijo
predijeron tacha tachó asevera aseveró aseveraron expresa expresó expresaron
"""
_NOTE = """
anotar apuntar avanzar adelantar destacar describir detallar juzgar observar evocar resumir
señalar insistir cuestionar vincular acotar asumir responder resaltar celebrar defender ofrecer
elogiar alabar aplaudir atacar soltar lanzar cargar sonreír temer sospechar imaginar confiar
festejar llamar notar reportar documentar publicar reflexionar pensar
"""
_NOTE_FORMS = """
mantiene mantienen mantuvo mantuvieron mantenía mantenían mantenido manteniendo sostiene sostienen
sostuvo sostuvieron sostenía sostenían sostenido sosteniendo advierte advierten advirtió
advirtieron advertía advertido advirtiendo reconoce reconocen reconoció reconocieron reconocía
reconocido reconociendo cuenta cuentan contó contaron contaba contaban contando recuerda recuerdan
recordó recordaron recordaba recordando expuso expusieron expone exponen repite repiten repitió
repitieron repetía coincide coincidió escribe escriben escribió escribieron escribía escribiendo
cree creen creyó creía ve encontró halla halló piensa piensan
"""
_ASK = "preguntar inquirir interrogar cuestionar"
_SHOW = """
mostrar indicar revelar señalar calcular estimar reportar registrar documentar apuntar confirmar
cifrar publicar adelantar informar detallar recoger
"""
_SHOW_FORMS = """
muestra muestran mostró mostraron demuestra demuestran demostró sugiere sugieren sugirió concluye
concluyen concluyó recoge recogen recogió da dan daba daban dio dieron sitúa sitúan situó eleva
elevó fija fijó sostiene advierte cuenta contó dice dijo halló
"""


def _forms(verb: str) -> list[str]:
    """A regular verb in the third person, as participle and as gerund."""
    stem = verb[:-2]
    if verb.endswith("ar"):
        ends = "a an ó aron aba aban ará ado ando"
    else:
        ends = "e en ió ieron ía ían erá ido iendo"
    return [stem + end for end in ends.split()]


def _all(verbs: str) -> set[str]:
    return {form for verb in verbs.split() for form in _forms(verb)}


_PUTS = {
    **dict.fromkeys(words("habla hablan habló hablaron hablaba"), words("de")),
    **dict.fromkeys(words("puso pone puesto pusieron"), words("duda relieve manifiesto")),
    **dict.fromkeys(words("hizo hace hecho hicieron"), words("hincapié énfasis notar saber ver")),
    **dict.fromkeys(words("dio da dado dieron"), words("conocer entender")),
    **dict.fromkeys(words("dejó deja dejado dejaron"), words("claro caer")),
    **dict.fromkeys(words("llamó llama llamaron llamado"), words("a al la")),
}
_INFINITIVES = words(_SAY) | words(
    "decir negar advertir reconocer sostener pedir contar recordar insistir desmentir"
)
_VERBS = {
    **dict.fromkeys(_all(_NOTE) | words(_NOTE_FORMS), "note"),
    **dict.fromkeys(_all(_SAY) | words(_SAY_FORMS), "say"),
    **dict.fromkeys(_all(_ASK), "ask"),
    **dict.fromkeys(_PUTS, "put"),
    **dict.fromkeys(_INFINITIVES, "say"),
}

SPANISH = Language(
    verbs=_VERBS,
    plain=words("dice dicen dijo dijeron decía dicho afirma afirmó asegura aseguró niega negó"),
    showing=frozenset(_all(_SHOW)) | words(_SHOW_FORMS),
    puts=_PUTS,
    lights=phrases(
        "vino a,vuelto a,volvió a,vuelve a,acaba de,acabó por,llegó a,pasó a,no dudó en,no duda en,"
        "no ha dudado en,no tardó en,salió a,quiso,ha querido,se limitó a,se apresuró a"
    ),
    denying=words(
        "niega niegan negó negaron negado desmiente desmienten desmintió desmintieron rechaza "
        "rechazó rebate rebatió descarta descartó"
    ),
    that=words("que"),
    joining=words("y e o u ni"),
    against=words("pero aunque mientras sino"),
    unsure=words("si"),
    subordinating=words("cuando donde porque cómo"),
    what=("lo", "que"),
    relative=words("que quien quienes"),
    prepositions=words(
        "de del para por con en contra a al ante bajo desde durante entre hacia hasta según sin "
        "sobre tras mediante excepto salvo junto como"
    ),
    articles=words(
        "el la los las un una unos unas su sus este esta ese esa aquel otro otra cada ningún"
    ),
    pronouns=words("él ella ellos ellas ello usted yo nosotros"),
    singular=words("él ella"),
    auxiliaries=words(
        "ha han había habían haya habrá también ya después luego ayer hoy incluso siempre aún "
        "todavía además así solo bien se le les lo la nos me te entonces tampoco"
    ),
    passive=words("fue fueron ser sido es son era eran siendo"),
    infinitives=_INFINITIVES,
    having=words(
        "ha han había habían haber haya hayan he hemos hubiera hubieran hubiese habiendo habrá "
        "habría"
    ),
    this=words("eso esto esa esas estas"),
    participles=frozenset(
        form for form in _VERBS if form.endswith(("ado", "ido", "dicho", "escrito", "puesto"))
    ),
    negations=words("no nunca jamás ni nadie nada tampoco"),
    finite=words("es son era eran fue fueron está están estaba ha han había habían hay será"),
    times=words(
        "ahora entonces luego lunes martes miércoles jueves viernes sábado domingo ayer hoy "
        "anoche mañana semana mes año noche tarde pasado pasada este esta último última enero "
        "febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
        "otoño primavera verano invierno"
    ),
    adverb=r"\w+mente",
    as_said=words("como según"),
    so_said=words("lo así"),
    according=phrases(
        "según,de acuerdo con,de acuerdo a,en palabras de,en palabras del,en opinión de,"
        "en opinión del,a juicio de,a juicio del"
    ),
    outlets=(
        r"(?:dijo|dice|declaró|contó|explicó|aseguró|confesó|reveló|confirmó|relató|admitió|afirmó|"
        r"reconoció|señaló|comentó|adelantó|contaba|decía|declaraciones|hablar|hablando|escribió|"
        r"escribe) (?:a|al|para|en|con)",
        r"(?:en )?(?:una )?(?:entrevista|conversación|charla) (?:con|a|en|para|de)",
        r"(?:publicad|difundid|aparecid|recogid|obtenid|citad|revelad|adelantad|filtrad|"
        r"entrevistad)[oa]s? (?:en|por)",
        r"(?:citando|citó|cita|acceso|apoyó en|basándose en|base en)(?: a)?",
        r"(?:artículo|columna|tribuna|carta|informe|estudio|encuesta|sondeo|datos|cifras|"
        r"estadísticas|números) (?:en|de|del)",
    ),
    documents=words(
        "datos dato cifras cifra estudio estudios informe informes encuesta encuestas sondeo "
        "sondeos números estadísticas estadística registros registro investigación análisis "
        "documento documentos auditoría censo artículo carta audio video vídeo grabación "
        "memoria balance boletín reportaje"
    ),
    verdicts=frozenset(),
    claims=words(
        "acusación acusaciones afirmación afirmaciones denuncia denuncias declaración tesis "
        "versión alegato promesa"
    ),
    kin=words(
        "portavoz portavoces vocero vocera abogado abogada abogados hermano hermana madre padre "
        "esposa esposo mujer marido hijo hija viuda aliados críticos rival rivales "
        "simpatizantes asesor asesora asesores fuentes fuente trabajadores trabajadoras "
        "miembros miembro partidarios equipo familia amigo amiga colega colegas vecinos jefe "
        "jefa funcionarios funcionario ingeniera ingeniero testigo enfermera médico perito "
        "concejal secretaria predecesor sucesor hombre reportero periodista"
    ),
    offices=words(
        "alcalde alcaldesa ministro ministra presidente presidenta gobernador gobernadora "
        "senador senadora juez jueza diputado diputada congresista secretario secretaria "
        "consejero consejera rector rectora director directora fiscal comisario comisaria "
        "general coronel capitán técnico entrenador entrenadora delantero portero economista "
        "hidróloga hidrólogo crítico crítica actriz actor cantante escritor escritora "
        "matemático matemática abogado abogada doctor doctora dr dra sr sra don doña decano "
        "decana obispo rey reina príncipe vicepresidente vicepresidenta expresidente "
        "expresidenta exministro exministra concejal ingeniero ingeniera profesor profesora "
        "candidato candidata embajador embajadora biólogo bióloga historiador historiadora "
        "portavoz jefe jefa analista investigador investigadora médico médica taquero "
        "mandatario mandataria edil legislador legisladora magistrado magistrada titular lic "
        "ing funcionaria funcionario dirigente burgomaestre regidor regidora parlamentario "
        "parlamentaria estratega futbolista jugador atacante intérprete artista experta experto "
        "especialista científica científico letrada letrado académico académica líder "
        "empresario empresaria activista responsable política político"
    ),
    answers=words("p pregunta"),
    synonyms={
        "gobernadora": ("mandataria", "funcionaria"),
        "gobernador": ("mandatario", "funcionario"),
        "presidenta": ("mandataria", "dirigente"),
        "presidente": ("mandatario", "dirigente"),
        "ministra": ("funcionaria", "titular"),
        "ministro": ("funcionario", "titular"),
        "secretaria": ("funcionaria", "titular"),
        "secretario": ("funcionario", "titular"),
        "consejera": ("titular",),
        "consejero": ("titular",),
        "alcalde": ("edil", "burgomaestre", "regidor"),
        "alcaldesa": ("edil", "regidora"),
        "diputado": ("legislador", "parlamentario"),
        "diputada": ("legisladora", "parlamentaria"),
        "congresista": ("legislador", "legisladora", "parlamentaria"),
        "senador": ("legislador", "parlamentario"),
        "senadora": ("legisladora", "parlamentaria"),
        "jueza": ("magistrada",),
        "juez": ("magistrado",),
        "técnico": ("entrenador", "estratega"),
        "entrenador": ("técnico", "estratega"),
        "delantero": ("futbolista", "jugador", "atacante"),
        "actriz": ("intérprete", "artista"),
        "actor": ("intérprete", "artista"),
        "hidróloga": ("experta", "especialista", "científica", "investigadora"),
        "economista": ("experta", "experto", "especialista"),
        "abogada": ("letrada",),
        "abogado": ("letrado",),
        "rector": ("académico",),
        "comisario": ("policía",),
    },
    again=words(
        "mandatario mandataria funcionario funcionaria dirigente legislador legisladora edil "
        "parlamentario parlamentaria estratega intérprete artista experto experta especialista "
        "letrado letrada académico académica regidor regidora burgomaestre líder responsable"
    ),
    voices=words("portavoz vocero vocera portavoces"),
    turns_round=True,
    gerund="ndo",
    telling=frozenset(),
    of=words("de del"),
    the=words("el la"),
    several=words("los las"),
    owning=words("su sus"),
    by=words("por"),
    citing=words("citado citada citados citadas"),
    hearing=words("supo enteró enterado"),
    views=frozenset(),
    answering=words("respuesta mensaje"),
    rumours=words("rumor rumores bulo creencia"),
    for_=words("para"),
    about=words("sobre"),
    to_whom=words("a al"),
    estar=words("está están estar estaba estuvo"),
    opinions=words(
        "mejor peor magnífica magnífico absurdo absurda ridículo ridícula vergüenza vergonzoso "
        "maravilloso maravillosa horrible genial genio insulto broma justo injusto regalo "
        "panfleto robó bonito feo tonto orgulloso feliz triste rumbo ojalá pataleta envenenado "
        "farsa locura inaceptable cruel aburrido risas sonrió sonreír rio lloró aplaudió "
        "suspiró cansado cansada suerte deben debe debería deberían quizá quizás"
    ),
    wishing=words(
        "ojalá quiere quieren quería desea desean espera esperan pidió pide piden exigió exige "
        "exigen prometió promete prometen ordenó ordena instó insta llamó llama retó juró "
        "descarta agradeció agradece felicitó pronosticó pronostica vaticinó augura auguró que"
    ),
    future=(
        r"(?!(?:está|detrás|jamás|además|atrás|quizás|ojalá|mamá|papá|allá|acá|habría|habrían)\b)"
        r"\w{2,}(?:ará|erá|irá|drá|brá|rrá|arán|erán|irán|drán|remos|aré|eré|iré|aría|ería|iría|"
        r"arían|erían|irían)|(?:va|van|voy|vamos) a"
    ),
    infinitive=r"a|que|de",
    counts=words(
        "mil millón millones ciento cien mitad tercio cuarto docena doble dos tres cuatro cinco "
        "seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta "
        "cincuenta más menos mayor menor primera primero única único solo nunca nadie ningún "
        "ninguna todos todas no ni sin"
    ),
    common=words(
        "el la los las de que y en un una por con no se su para es del al lo como más pero sus "
        "le ha según dijo sin sobre este fue ya también murieron afirmó"
    ),
)
