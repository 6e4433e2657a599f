"""What can be wrong with the register's files, each named with file and row, and questions it cannot answer."""

from shibosi.kernel.errors import ShibosiError


class RegisterError(ShibosiError):
    """A file of the register cannot be used. Every kind below carries `file` and, but for a whole file, `row`.

    Rows are counted as a spreadsheet counts them: the `#` line is row 1, the header row 2.
    """

    code = "register-error"
    message = "{file}, row {row}: this row of the register cannot be used."


class NoOrigin(RegisterError):
    code = "register-no-origin"
    message = "{file}, row 1: the first line has to begin with '#' and say whence and when."


class NotText(RegisterError):
    code = "register-not-text"
    message = "{file}, row {row}: this is not CSV text in UTF-8."


class WrongColumns(RegisterError):
    code = "register-wrong-columns"
    message = "{file}, row {row}: the columns are {found}; expected {expected}."


class WrongWidth(RegisterError):
    code = "register-wrong-width"
    message = "{file}, row {row}: the row has {found} cells; the header has {expected}."


class StrayBlank(RegisterError):
    code = "register-stray-blank"
    message = "{file}, row {row}: column '{column}' begins or ends with a blank."


class EmptyCell(RegisterError):
    code = "register-empty-cell"
    message = "{file}, row {row}: column '{column}' is empty."


class UnknownWord(RegisterError):
    code = "register-unknown-word"
    message = "{file}, row {row}: column '{column}' says '{found}'; expected one of {expected}."


class RepeatedId(RegisterError):
    code = "register-repeated-id"
    message = "{file}, row {row}: '{found}' stands in row {before} already."


class UnknownReference(RegisterError):
    code = "register-unknown-reference"
    message = "{file}, row {row}: the register has no item '{found}'."


class NotANumber(RegisterError):
    code = "register-not-a-number"
    message = "{file}, row {row}: column '{column}' says '{found}'; expected a number."


class BadDate(RegisterError):
    code = "register-bad-date"
    message = "{file}, row {row}: column '{column}' says '{found}'; expected a day such as 2024-12-15."


class PeriodReversed(RegisterError):
    code = "register-period-reversed"
    message = "{file}, row {row}: the last day {end} is before the first day {start}."


class PeriodsOverlap(RegisterError):
    code = "register-periods-overlap"
    message = "{file}, row {row}: the period overlaps that of row {before} for the same place."


class UnknownClause(ShibosiError):
    code = "unknown-clause"
    message = "The register has no item '{item}'."


class UnknownTable(ShibosiError):
    code = "unknown-table"
    message = "There is no table or list '{name}'."


class UnknownColumn(ShibosiError):
    code = "unknown-table-column"
    message = "{table} has no column '{column}'."


class WrongKeys(ShibosiError):
    code = "wrong-table-keys"
    message = "{table} is asked with {expected}; this question named {found}."
