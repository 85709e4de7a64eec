"""Reviews that were made before this record: the newsroom's own, and those of others.

A row tells of one in five columns. Of one's own, the claim keeps all of it, and its status. That of
others is theirs: it becomes a part of the claim, which comes in without a verdict.
"""

from factcheck.exchange.columns import Cells
from factcheck.exchange.mapping import is_ours
from factcheck.models import Claim, User, VerificationStatus
from factcheck.workflow import hand_in

NEEDED = ("earlier_url", "earlier_published_on", "earlier_rating")
CELLS = (*NEEDED, "earlier_author")
VERDICT = ("status", "summary", "reasoning", "policy_exception")


def take_verdict_of_others(given: Cells) -> bool:
    """Whether a row tells of somebody else's review; if so, its verdict goes to the desk's note."""
    publisher = given.get("reviewed_by", "").strip()
    if is_ours(publisher):
        return False
    words = [given.get(name, "").strip() for name in VERDICT[1:]]
    theirs = "\n".join(filter(None, words))
    for name in VERDICT:
        given[name] = ""
    if theirs:
        given["note"] = "\n".join(filter(None, [given.get("note", ""), f"{publisher}: {theirs}"]))
    return True


def take_review_of_others(row: Cells) -> list[dict[str, str | None]]:
    """Take somebody else's review out of a row's cells; as a part of the claim."""
    url, published_on, rating, _author = (row.pop(name, "") for name in CELLS)
    publisher = row.pop("reviewed_by")
    review = {"publisher": publisher, "rating": rating, "url": url}
    return [review | {"published_on": published_on or None}]


def hand_in_finished(claims: list[Claim], user: User) -> None:
    """Hand in those of new claims that are earlier reviews of ours: a second person signs them."""
    for claim in claims:
        if claim.is_reviewed_earlier and claim.status_id != VerificationStatus.UNVERIFIED:
            hand_in(claim, user)
