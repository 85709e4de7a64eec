"""Claims that come in finished: whoever brings them in hands them in."""

from factcheck.models import Claim, User
from factcheck.models.acts import ACTS, Verb
from factcheck.workflow.effects import Given, carry_out


def hand_in(claim: Claim, user: User) -> None:
    """Take an open claim and submit it, as whoever acts; somebody else must sign it off.

    Nothing is demanded of it: see to that before. Raises DatabaseError where its words are not in
    the newest text.
    """
    for verb in (Verb.TAKE, Verb.SUBMIT):
        carry_out(ACTS[verb], claim, Given(user))
