"""What can be wrong with a wish for an example."""

from shibosi.kernel.errors import ShibosiError


class FolderInUse(ShibosiError):
    """An example would mix with files that are there."""

    code = "folder-in-use"
    message = "The folder {folder} already holds documents: give an empty one, so that two examples do not mix."


class UnknownFormat(ShibosiError):
    """A format the example is not written in."""

    code = "unknown-example-format"
    message = "There is no format '{format}'; there are {known}."


class UnknownEncoding(ShibosiError):
    """An encoding CSV files are not written in."""

    code = "unknown-example-encoding"
    message = "CSV files are written in utf-8 or gb18030, not in '{encoding}'."


class TooManyOrders(ShibosiError):
    """More orders than the format or the numbering can hold."""

    code = "too-many-orders"
    message = "An example in {format} holds 1 to {most} orders, not {orders}."


class WrongShare(ShibosiError):
    """A share of faults that cannot be."""

    code = "wrong-fault-share"
    message = "The share of orders with a fault lies between 0 and {most}, not at {share}."
