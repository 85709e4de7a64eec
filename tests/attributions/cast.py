"""Whom the sentences of these tests name, and how they mark the passage that is asked about."""

from factcheck.attributions import Known, Reading, read

ADA_RUIZ, BEN_SOTO, HARBOUR_BOARD, JUNTA = range(4)
SPEAKERS = (
    Known(ADA_RUIZ, ("Ada Ruiz",), is_person=True),
    Known(BEN_SOTO, ("Ben Soto",), is_person=True),
    Known(HARBOUR_BOARD, ("Harbour Board",)),
    Known(JUNTA, ("Junta del Puerto",)),
)
SOURCES = tuple(
    Known(key, (name,))
    for key, name in enumerate(
        (
            "Daily Post",
            "Flood Report",
            "Statistics Bureau",
            "Diario Austral",
            "informe Riada",
            "INEI",
        )
    )
)


def speaker(marked: str) -> str | None:
    """Who is read to say what stands between the brackets."""
    found = _read(marked)[0].speaker(*_read(marked)[1])
    return found.known.names[0] if found else None


def source(marked: str) -> str | None:
    """What is read to be cited for what stands between the brackets."""
    found = _read(marked)[0].source(*_read(marked)[1])
    return found.known.names[0] if found else None


def _read(marked: str) -> tuple[Reading, tuple[int, int]]:
    assert marked.count("[") == marked.count("]") == 1, marked
    text = marked.replace("[", "").replace("]", "")
    return read(text, SPEAKERS, SOURCES), (marked.index("["), marked.index("]") - 1)
