"""All errors that Verbale raises.

::

    VerbaleError                 shown to the user in one line, exit code 1
    ├── InputError               one input cannot be read; the others go on
    │   ├── EmptyInput           no characters, or a page without text
    │   ├── BinaryInput          not a text in any encoding we read
    │   ├── InputTooLarge        over the size limit
    │   ├── MissingInput         no such file, or not readable
    │   └── UnsupportedLanguage  not a language that Verbale reads
    ├── DataError                a file of words, a table or a gold file is wrong
    ├── VerificationError        a record does not hold
    ├── SettingsError            a variable of the environment is wrong
    ├── QueryError               a question to the store that cannot be asked: its search, a date, a code
    └── StoreError               the store cannot do it
        ├── StoreUnavailable     cannot be opened, is locked, or its disk is full
        ├── SchemaError          made by another version: to be migrated first
        ├── NotStored            no such report, statement, actor …
        ├── ReviewError          a decision that is not possible
        └── StaleDecision        the item has changed since the reviewer saw it
"""

from __future__ import annotations


class VerbaleError(Exception):
    """Base of all errors; ``str()`` is one line that says what is wrong and what to do.

    ``message`` has names in braces for ``values``, where some are given: so it can be said in another language.
    """

    def __init__(self, message: str, /, **values: object) -> None:
        self.message = message
        self.values = values
        super().__init__(message.format(**values) if values else message)


class InputError(VerbaleError):
    """One input cannot be read. ``name`` is the input, ``reason`` the problem, ``advice`` what to do."""

    def __init__(self, name: str, reason: str, advice: str) -> None:
        self.name = name
        self.reason = reason
        self.advice = advice
        super().__init__(f"{name}: {reason}; {advice}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        """Lets the error cross from one process to another."""
        return type(self), (self.name, self.reason, self.advice)


class EmptyInput(InputError):
    """No characters to read, or a page without text."""


class BinaryInput(InputError):
    """Bytes that are no text in any encoding Verbale reads."""


class InputTooLarge(InputError):
    """More bytes than the limit."""


class MissingInput(InputError):
    """No such file, or one that cannot be opened."""


class UnsupportedLanguage(InputError):
    """A language that Verbale does not read."""


class DataError(VerbaleError):
    """A file of words, a table or a gold file does not hold what it should."""


class VerificationError(VerbaleError):
    """A record whose spans or hashes do not hold."""


class SettingsError(VerbaleError):
    """A variable of the environment. ``name`` is the variable, ``reason`` the problem, ``advice`` what to do."""

    def __init__(self, name: str, reason: str, advice: str) -> None:
        self.name = name
        super().__init__(f"{name}: {reason}; {advice}")


class QueryError(VerbaleError):
    """A question to the store. ``name`` is the part that is wrong, ``reason`` the problem, ``advice`` what to do."""

    def __init__(self, name: str, reason: str, advice: str, /, **values: object) -> None:
        self.name = name
        self.reason = reason
        self.advice = advice
        super().__init__(f"{name}: {reason}; {advice}", **values)


class StoreError(VerbaleError):
    """The store cannot do what was asked."""


class StoreUnavailable(StoreError):
    """The database cannot be opened or written: no such server, locked, no room on its disk."""


class SchemaError(StoreError):
    """The database was made by another version of Verbale."""


class NotStored(StoreError):
    """The store has no such report, statement, actor, meeting or instrument."""


class ReviewError(StoreError):
    """A decision that is not possible: a span outside of the text, a join of two persons who are surely two."""


class StaleDecision(StoreError):
    """An item has changed since the reviewer saw it; the decision was not kept."""
