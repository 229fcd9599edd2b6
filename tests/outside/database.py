"""The program's database, read and written beside the program: a file of SQLite, or PostgreSQL.

Statements are written as the program writes them, with ?1 for the first value.
"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
from psycopg.rows import dict_row


class SqliteFile:
    def __init__(self, path):
        self.path = Path(path)

    def rows(self, statement, *values):
        """Runs one statement; its rows by column."""
        with closing(sqlite3.connect(self.path, timeout=30, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(statement, values)]

    def tables(self, names):
        """Every row of each, all of one moment."""
        with closing(sqlite3.connect(self.path, timeout=30, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("BEGIN")
            return {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in names}

    def integrity(self):
        """["ok"], or what is wrong."""
        with closing(sqlite3.connect(self.path, timeout=30)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            return found + [f"foreign key: {tuple(row)}" for row in connection.execute("PRAGMA foreign_key_check")]

    def raw(self):
        """The bytes of its files."""
        return b"".join(path.read_bytes() for path in self.path.parent.glob("*.db*"))


class Postgres:
    """The database at an address; `files` gives the bytes of what the server keeps."""

    def __init__(self, url, files=lambda: b""):
        self.url, self.raw = url, files

    def connect(self):
        # Values are written into the statement: the server need not guess their types.
        return psycopg.connect(
            self.url, autocommit=True, row_factory=dict_row, cursor_factory=psycopg.ClientCursor, connect_timeout=5
        )

    def rows(self, statement, *values):
        """Runs one statement; its rows by column."""
        with self.connect() as connection:
            return self._rows(connection, statement, *values)

    @staticmethod
    def _rows(connection, statement, *values):
        named = re.sub(r"\?(\d+)", r"%(v\1)s", statement.replace("%", "%%"))
        cursor = connection.execute(named, {f"v{place}": value for place, value in enumerate(values, 1)})
        return cursor.fetchall() if cursor.description else []

    def tables(self, names):
        """Every row of each, all of one moment."""
        with self.connect() as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}

    def integrity(self):
        """["ok"], or what is wrong: indexes against their tables, and constraints that nobody has checked."""
        wrong = []
        with self.connect() as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
            indexes = (
                "SELECT i.indexrelid AS id, i.indexrelid::regclass::text AS name FROM pg_index i "
                "JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam "
                "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.amname = 'btree' AND n.nspname = 'public'"
            )
            for index in connection.execute(indexes).fetchall():
                try:
                    connection.execute("SELECT bt_index_parent_check(%s::regclass, true)", [index["id"]])
                except psycopg.Error as error:
                    wrong.append(f"index {index['name']}: {error}")
            unchecked = connection.execute("SELECT conname FROM pg_constraint WHERE NOT convalidated").fetchall()
            wrong += [f"constraint {row['conname']} is not valid" for row in unchecked]
        return wrong or ["ok"]
