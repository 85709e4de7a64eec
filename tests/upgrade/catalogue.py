"""What the system catalogues say of a database, to compare two of them."""

import re

from django.db import connection

Catalogue = dict[str, set[tuple[str, ...]]]

# Restored from a dump, these have casts and parentheses that were not there before.
WRITTEN_OUT = ("indexes", "views")
ADDED_BY_DUMPS = re.compile(r"::(character varying|text)(\[\])?|[()]")

QUERIES = {
    "tables": """
        SELECT relname, relkind, reloptions
        FROM pg_class WHERE relnamespace = 'public'::regnamespace""",
    "columns": """
        SELECT relname, attname, row_number() OVER (PARTITION BY attrelid ORDER BY attnum),
            format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
            attcollation::regcollation, pg_get_expr(adbin, adrelid)
        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped""",
    "constraints": """
        SELECT conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": """
        SELECT indexrelid::regclass, indisvalid, pg_get_indexdef(indexrelid)
        FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
        WHERE relnamespace = 'public'::regnamespace""",
    "sequences": """
        SELECT sequencename, data_type, start_value, increment_by, min_value, max_value, cycle
        FROM pg_sequences WHERE schemaname = 'public'""",
    # With what each is set to, as whom it runs, and who may execute it.
    "functions": """
        SELECT pg_get_functiondef(oid), proowner::regrole,
            coalesce(proacl, acldefault('f', proowner))
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')""",
    "triggers": """
        SELECT pg_get_triggerdef(pg_trigger.oid), tgenabled
        FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal""",
    "views": """
        SELECT relname, pg_get_viewdef(oid)
        FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'""",
    "text search configurations": """
        SELECT cfgname, maptokentype, mapseqno, mapdict::regdictionary
        FROM pg_ts_config JOIN pg_ts_config_map ON mapcfg = pg_ts_config.oid
        WHERE cfgnamespace = 'public'::regnamespace""",
    "extensions": "SELECT extname, extversion FROM pg_extension",
}


def catalogue() -> Catalogue:
    """Read the catalogue of the database in use: rows of each kind of thing."""
    found: Catalogue = {}
    with connection.cursor() as cursor:
        for kind, query in QUERIES.items():
            cursor.execute(query)
            found[kind] = {tuple(map(str, row)) for row in cursor.fetchall()}
    for kind in WRITTEN_OUT:
        found[kind] = {tuple(ADDED_BY_DUMPS.sub("", value) for value in row) for row in found[kind]}
    return found
