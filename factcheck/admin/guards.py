"""What the database's guards say, told to the catalogue: SQL knows no languages."""

from django.utils.translation import gettext_noop as _

MESSAGES = [
    _(
        "Nobody is named as acting: use the desk, or SET LOCAL factcheck.actor = '<id of the "
        "user>' in the transaction."
    ),
    _("There is no user %s."),
    _("A claim begins open, in its first round."),
    _("A claim stays with its article: add a new one to the other."),
    _("The stage of a claim changes only through a move."),
    _("The claim has a history: drop it, with a reason."),
    _("There is no claim %s."),
    _("A move is made in the name of who acts."),
    _("The claim is %s by now, not %s: look at it again."),
    _("No claim can %s from %s to %s."),
    _("Say why in a comment: %s needs one."),
    _("You changed this claim since it was last published: somebody else must sign it off."),
    _("Publish writes a publication first."),
    _("The review is public already: make the move “publish”."),
    _("Withdraw takes back a review: write the retraction first."),
    _(
        "What readers see is taken back before a claim is dropped; a claim with a review is "
        "withdrawn instead."
    ),
    _("A publication continues the chain."),
    _("A publication says of itself what its columns say."),
    _("The claim is under legal hold: nothing of it is published."),
    _("The claim is public already."),
    _("A listing says what the claim says, and no verdict."),
    _("You wrote this claim: somebody else must list it."),
    _("There is nothing public to take back."),
    _(
        "Other claims repeat this one: withdraw their reviews first, or publish them with a "
        "verdict of their own."
    ),
    _(
        "Other claims repeat this one: withdraw their reviews first, or take them with the same "
        "redaction."
    ),
    _("It is the same as a claim that has no published review."),
    _("A claim that repeats another is not itself repeated."),
    _("A retraction repeats what was public, without a verdict."),
    _(
        "Other claims repeat this one: withdraw their reviews first, or publish them with a "
        "verdict of their own."
    ),
    _("The first review is a review, a later one a correction or an update."),
    _("It is the same as a claim that has no published review."),
    _("A claim that repeats another is not itself repeated."),
    _("What would be published is not what was signed off: let somebody sign it off as it stands."),
    _("%s is written once: nothing of it is changed or removed."),
    _("The audit is written by the database, not by hand."),
    _("The digest of a revision is that of its text."),
    _("A revision is written once: add a new one to change the text."),
    _("A redaction that was agreed to stays."),
    _("A redaction is asked for in the name of who acts; somebody else agrees to it."),
    _("A redaction takes what is published."),
    _("A redaction is agreed to once, in the name of who acts, and not changed."),
    _(
        "Other claims repeat this one: withdraw their reviews first, or take them with the "
        "same redaction."
    ),
    _("An embargo is ordered in the name of who acts."),
    _("%s is never truncated: the audit would not know of it."),
    _("A part stays with its claim: add a new one to the other."),
    _("The claim is %s: reopen it before you change it."),
    _("The claim is dropped: restore it before you change it."),
]
