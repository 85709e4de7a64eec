"""What must never break, held by the database: moves, sign-offs, the record, the audit.

Plain SQL, because a library's guards can be switched off by any connection; what guards what is in
`guards/`, one file per subject. Every refusal is an integrity error (`check_violation`) whose
message says what to do.
"""

from pathlib import Path

from django.db import migrations

GUARDS = Path(__file__).with_name("guards")

ONCE = ("publication", "move", "auditentry")
NO_PART_OF_VERDICT = (
    "stage round passage assignee_id reviewer_id due_on priority legal_hold note origin external_id"
)
AUDITED = {
    "claim": ("claim", NO_PART_OF_VERDICT),
    "claim_co_speakers": ("part", ""),
    "claim_topics": ("part", ""),
    "citation": ("part", "note"),
    "citation_evidence": ("part-of-citation", ""),
    "evidence": ("part", "note"),
    "searchlogentry": ("part", ""),
    "translation": ("part", ""),
    "replyrequest": ("part", ""),
    "embargo": ("part", "id claim_id until kind reason publisher_id"),
    "article": ("shared", "note"),
    "articlerevision": ("beside", ""),
    "speaker": ("shared", "note"),
    "speakeralias": ("beside", ""),
    "source": ("shared", "note"),
    "topic": ("shared", ""),
    "verificationstatus": ("shared", ""),
    "finding": ("shared", ""),
    "redaction": ("beside", ""),
    "page": ("beside", ""),
    "readerreport": ("beside", ""),
}
# What readers write of themselves and others, and what lets them follow it.
KEPT_NOWHERE = {"readerreport": "token message links email"}

RESTED_ON = {
    "article": "claim.article_id = ($1).id",
    "speaker": "claim.speaker_id = ($1).id OR EXISTS (SELECT FROM factcheck_claim_co_speakers "
    "WHERE claim_id = claim.id AND speaker_id = ($1).id)",
    "source": "EXISTS (SELECT FROM factcheck_citation "
    "WHERE claim_id = claim.id AND source_id = ($1).id) "
    "OR EXISTS (SELECT FROM factcheck_evidence "
    "WHERE claim_id = claim.id AND source_id = ($1).id)",
    "topic": "EXISTS (SELECT FROM factcheck_claim_topics "
    "WHERE claim_id = claim.id AND topic_id = ($1).id)",
    "verificationstatus": "claim.status_id = ($1).slug",
    "finding": "EXISTS (SELECT FROM factcheck_citation "
    "WHERE claim_id = claim.id AND finding_id = ($1).slug)",
}


def guard(subject: str) -> migrations.RunSQL:
    """Run a file of `guards/`, whose last part takes the rest back."""
    return migrations.RunSQL(*(GUARDS / f"{subject}.sql").read_text().split("\n-- Backwards\n"))


def written_once(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON factcheck_{table}
        FOR EACH ROW EXECUTE FUNCTION factcheck_written_once();
        CREATE TRIGGER never_truncated BEFORE TRUNCATE ON factcheck_{table}
        FOR EACH STATEMENT EXECUTE FUNCTION factcheck_written_once();
        """,
        f"""
        DROP TRIGGER never_truncated ON factcheck_{table};
        DROP TRIGGER written_once ON factcheck_{table};
        """,
    )


def audited(table: str) -> migrations.RunSQL:
    relation, outside = AUDITED[table]
    nowhere = KEPT_NOWHERE.get(table, "")
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON factcheck_{table}
        FOR EACH ROW EXECUTE FUNCTION factcheck_audit('{relation}', '{outside}', '{nowhere}');
        CREATE TRIGGER never_truncated BEFORE TRUNCATE ON factcheck_{table}
        FOR EACH STATEMENT EXECUTE FUNCTION factcheck_never_truncated();
        """,
        f"""
        DROP TRIGGER never_truncated ON factcheck_{table};
        DROP TRIGGER audit ON factcheck_{table};
        """,
    )


def rested_on(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER void_resting AFTER UPDATE ON factcheck_{table}
        FOR EACH ROW EXECUTE FUNCTION factcheck_void_resting('{RESTED_ON[table]}', '{table}');
        """,
        f"DROP TRIGGER void_resting ON factcheck_{table};",
    )


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0002_search_configurations")]
    operations = [
        guard("acting"),
        guard("contributions"),
        guard("redaction"),
        guard("article"),
        guard("claim"),
        guard("move"),
        guard("void"),
        guard("publication"),
        guard("embargo"),
        guard("written_once"),
        *map(written_once, ONCE),
        guard("audit"),
        *map(audited, AUDITED),
        *map(rested_on, RESTED_ON),
        guard("scale"),
    ]
