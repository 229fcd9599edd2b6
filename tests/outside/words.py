"""Times and durations back from the words in which callers hear them, in English and Spanish."""

import re

ENGLISH = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
ENGLISH_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SPANISH = """cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis
    diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis
    veintisiete veintiocho veintinueve""".split()
SPANISH_TENS = {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90}


def number(words):
    """A whole number below two hundred from its words, in either language."""
    words = words.lower().strip()
    words = re.sub(r"^oh ", "", words)
    if found := re.fullmatch(r"(?:one hundred|cien|ciento)(?: (.+))?", words):
        return 100 + (number(found[1]) if found[1] else 0)
    special = {"one": 1, "a": 1, "un": 1, "una": 1, "veintiún": 21, "veintiuna": 21}
    for known in (special, {w: n for n, w in enumerate(ENGLISH)}, {w: n for n, w in enumerate(SPANISH)}):
        if words in known:
            return known[words]
    for tens in (ENGLISH_TENS, SPANISH_TENS):
        if words in tens:
            return tens[words]
    if found := re.fullmatch(r"(\w+)-(\w+)", words):
        return ENGLISH_TENS[found[1]] + number(found[2])
    if found := re.fullmatch(r"(\w+) y (\w+)", words):
        return SPANISH_TENS[found[1]] + number(found[2])
    raise ValueError(f"no number: {words!r}")


def minute_of_day(words):
    """Minutes since midnight from "six fifty-nine A M" or "las siete y cinco de la mañana"."""
    words = words.strip()
    if words in ("midnight", "noon"):
        return 720 if words == "noon" else 0
    if found := re.fullmatch(r"(\S+)(?: (.+))? ([AP]) M", words):
        hour, minute = number(found[1]), number(found[2]) if found[2] else 0
        if not (1 <= hour <= 12 and 0 <= minute <= 59):
            raise ValueError(f"no time: {words!r}")
        return hour % 12 * 60 + minute + (720 if found[3] == "P" else 0)
    found = re.fullmatch(r"las? (\S+)(?: y (.+))? (?:de la (madrugada|mañana|tarde|noche)|del (mediodía))", words)
    if not found:
        raise ValueError(f"no time: {words!r}")
    hour, minute, part = number(found[1]), number(found[2]) if found[2] else 0, found[3] or found[4]
    afternoon = part == "tarde" or part == "mediodía" or (part == "noche" and hour != 12)
    if not (1 <= hour <= 12 and 0 <= minute <= 59):
        raise ValueError(f"no time: {words!r}")
    return hour % 12 * 60 + minute + (720 if afternoon else 0)


def minutes_worked(words):
    """Whole minutes from "Eight hours, thirty-two minutes" or "Ocho horas y treinta y dos minutos"."""
    words = words.strip().lower()
    if words in ("less than a minute", "menos de un minuto"):
        return 0
    found = re.fullmatch(r"(?:(.+?) (?:hours?|horas?))?(?:, | y )?(?:(.+?) (?:minutes?|minutos?))?", words)
    if not found or not (found[1] or found[2]):
        raise ValueError(f"no duration: {words!r}")
    return (number(found[1]) * 60 if found[1] else 0) + (number(found[2]) if found[2] else 0)


SENTENCES = [
    ("in", r"(?:Clocked in at|Entrada registrada a) (?P<time>.+)\."),
    ("out", r"(?:Clocked out at|Salida registrada a) (?P<time>[^.]+)\. (?P<worked>.+)\."),
    ("job", r"(?:Job|Trabajo): (?P<job>.+)\."),
    ("next", r"(?:Clocked in to|Entrada registrada en) (?P<job>.+)\."),
    ("failed", r"(?:That ID and PIN don't match|Ese número de identificación y ese PIN no coinciden)\..*"),
    ("apology", r"(?:Sorry, something went wrong|Disculpe, algo falló).*"),
    ("throttled", r"(?:We could not sign you in|No pudimos confirmar).*"),
    ("time is up", r"(?:This call has reached|Esta llamada llegó).*"),
]


def told(words):
    """What one utterance tells: (kind, its parts), or nothing of interest."""
    for kind, pattern in SENTENCES:
        if found := re.fullmatch(pattern, words):
            return kind, found.groupdict()
    return None
