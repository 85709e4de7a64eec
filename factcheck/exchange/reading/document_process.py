"""Reads an annotated DOCX in a process of its own: the words with comments, as lines of JSON.

Run as a script, with a limit of memory in bytes, of processor time in seconds and of unpacked size
in bytes (0: none), as `sheet_process` is. It knows nothing of Django, the database or any secret.
"""

import json
import resource
import sys
import zipfile
from pathlib import Path
from typing import Any, NoReturn

# How much of the text around the words is told, to find them again.
AROUND = 32
BREAKS = {"p": "\n\n", "br": "\n", "cr": "\n", "tab": "\t"}


def main(path: str, memory: int, seconds: int, unpacked: int) -> None:
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        with zipfile.ZipFile(path) as packed:
            if unpacked and sum(each.file_size for each in packed.infolist()) > unpacked:
                stop("large")
            if "word/document.xml" not in packed.namelist():
                stop("kind")
        read(path)
    except zipfile.BadZipFile:
        stop("kind")
    except (MemoryError, RecursionError):
        stop("large")
    except Exception as error:  # noqa: BLE001 (whatever the parsers of XML and zip raise)
        stop("broken", type(error).__name__)


def read(path: str) -> None:
    import docx

    with Path(path).open("rb") as file:
        document = docx.Document(file)
    text, places = text_and_places(document.element.body)
    at: dict[tuple[int, int, int], list[dict[str, str]]] = {}
    for comment in document.comments:
        start, end = places.get(str(comment.comment_id), (len(text), len(text)))
        # Answers to a comment are about the same words; those without words are each alone.
        alone = comment.comment_id if start == end else 0
        said = {"author": comment.author, "text": comment.text.strip()}
        at.setdefault((start, end, alone), []).append(said)
    if not at:
        stop("empty")
    for (start, end, _alone), comments in sorted(at.items()):
        words = {
            "quote": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        }
        sys.stdout.write(json.dumps(words | {"comments": comments}) + "\n")


def text_and_places(body: Any) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text, and where in it each comment begins and ends, without white space around it."""
    parts, length = list[str](), 0
    starts, places = dict[str, int](), dict[str, tuple[int, int]]()
    for element in body.iter("{*}*"):
        space, name = element.tag.rsplit("}", 1)
        key = element.get(f"{space}}}id", "")
        if name == "commentRangeStart":
            starts[key] = length
        elif name == "commentRangeEnd" and key in starts:
            places[key] = (starts[key], length)
        elif (words := element.text if name == "t" else BREAKS.get(name)) and (
            length or words.strip()
        ):
            parts.append(words)
            length += len(words)
    text = "".join(parts)
    return text, {key: within(text, *place) for key, place in places.items()}


def within(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def stop(why: str, what: str = "") -> NoReturn:
    sys.stdout.write(json.dumps({"stop": why, "what": what}) + "\n")
    sys.stdout.flush()
    sys.exit(3)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
