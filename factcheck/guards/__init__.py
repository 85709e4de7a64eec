"""What the database itself refuses: today's guards, and whether a database has them.

Each `.sql` file holds the guards of one subject; tests compare it with what the migrations make. To
change a guard, change it here; then run `manage.py makemigrations factcheck --empty --name
WHAT_CHANGES`, and give the migration a RunSQL with the statements that changed and, for the way
back, the earlier ones. A released migration never changes. `tests/guards/test_shipped.py` says
where files and migrations differ.

Definitions have PostgreSQL's own form (`pg_get_functiondef`, `pg_get_triggerdef`), but for white
space outside of bodies. Every function pins the path that names are looked up in, and names all
that is ours with its schema. The path has no `public`: an operator that somebody put there, say of
two varchar, would be preferred to PostgreSQL's own of two texts. Temporary tables come last in it.
"""

import re
from pathlib import Path

from django.db import connection, transaction

_DEFINITION = re.compile(
    r"^CREATE OR REPLACE (?:"
    r"FUNCTION public\.(?P<function>\w+\(.*?\))\sRETURNS .*?\$function\$.*?\$function\$"
    r"|TRIGGER (?P<trigger>\w+)\s.*?\sON public\.(?P<table>\w+)\s.*?"
    r");$",
    re.DOTALL | re.MULTILINE,
)

NOT_AS_SHIPPED = "The guards of the record and the audit are not those of this version"

# Of each: its name, its definition, and what is wrong with it apart from its definition.
_LIVE = r"""
    SELECT format('function %s(%s)', proname, pg_get_function_arguments(pg_proc.oid)),
        CASE prokind WHEN 'a' THEN 'an aggregate' ELSE pg_get_functiondef(pg_proc.oid) END,
        CASE
            WHEN proowner <> relowner THEN 'belongs to somebody else than the tables'
            WHEN prosecdef AND EXISTS (
                SELECT FROM aclexplode(coalesce(proacl, acldefault('f', proowner)))
                WHERE grantee <> proowner
            ) THEN 'may be executed by others than its owner'
        END
    FROM pg_proc JOIN pg_class ON pg_class.oid = to_regclass('public.factcheck_auditentry')
    WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'factcheck\_%'
    UNION ALL
    SELECT format('trigger %s of %s', tgname, relname),
        CASE WHEN NOT tgisinternal THEN pg_get_triggerdef(pg_trigger.oid) END,
        CASE WHEN tgenabled IN ('D', 'R') THEN 'is switched off' END
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE relnamespace = 'public'::regnamespace AND relname LIKE 'factcheck\_%'
        AND NOT (tgisinternal AND tgenabled IN ('O', 'A'))
    UNION ALL
    SELECT format('rule %s of %s', rulename, relname), pg_get_ruledef(pg_rewrite.oid), NULL
    FROM pg_rewrite JOIN pg_class ON pg_class.oid = ev_class
    WHERE relnamespace = 'public'::regnamespace AND relname LIKE 'factcheck\_%'
        AND rulename <> '_RETURN'
    ORDER BY 1
"""


def sql() -> str:
    """All of today's guards, to be applied to a database in one piece."""
    return "\n".join(file.read_text() for file in sorted(Path(__file__).parent.glob("*.sql")))


def faults() -> list[str]:
    """Say how the guards of the database in use differ from those of this version.

    Names what is missing, changed, switched off, in wrong hands, or not ours. Reads only.
    """
    shipped, live = _shipped(), _live()
    found = [f"{name} is missing" for name in shipped if name not in live]
    for name, (definition, fault) in live.items():
        if fault:
            found.append(f"{name} {fault}")
        if definition and name not in shipped:
            found.append(f"{name} is not ours")
        elif definition and definition != shipped[name]:
            found.append(f"{name} is changed")
    return sorted(found)


def _shipped() -> dict[str, str]:
    shipped = {}
    for match in _DEFINITION.finditer(sql()):
        function, trigger, table = match.group("function", "trigger", "table")
        name = f"function {function}" if function else f"trigger {trigger} of {table}"
        shipped[" ".join(name.split())] = _plain(match[0])
    return shipped


def _live() -> dict[str, tuple[str, str]]:
    with transaction.atomic(), connection.cursor() as cursor:
        # PostgreSQL writes out the schema of any name that is not found without it.
        cursor.execute("SET LOCAL search_path = pg_catalog, pg_temp")
        cursor.execute(_LIVE)
        live = {
            name: (_plain(definition or ""), fault or "")
            for name, definition, fault in cursor.fetchall()
        }
        # Rolling back restores the path.
        transaction.set_rollback(True)
    return live


def _plain(definition: str) -> str:
    """Leave meaningless differences out of a definition: white space outside the body."""
    head, mark, body = definition.strip("\n;").partition("$function$")
    return " ".join(head.split()).replace("OR REPLACE TRIGGER", "TRIGGER") + mark + body
