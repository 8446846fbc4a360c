"""Cells of tables that people open in spreadsheets: none starts a formula (decision 0007)."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def inert(cell: str) -> str:
    """Return a cell that starts no formula in a spreadsheet: where it would, an apostrophe stands first."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) and not _is_number(cell) else cell


def active(cell: str) -> str:
    """Return the cell without the apostrophe that `inert` put there."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
