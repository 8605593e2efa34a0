"""Finds a text of somebody else's on its way into a sink that reads mark-up.

A sink may be given a literal, a catalogue text (``_("...")`` without ``.format``), ``Content(...)`` or ``Text(...)``;
anything else only with ``markup=False`` where the sink knows that. It does not matter whether the text is clean: a
subject like "[EXTERN] Re: Heizung" loses its beginning in such a sink, and "[@click=app.quit]" acts.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_FIRST, _ALL = (0,), tuple(range(8))
WIDGETS: Mapping[str, tuple[int, ...]] = {
    **dict.fromkeys(("Static", "Label", "Button", "Checkbox", "RadioButton", "Option", "Tab", "Tree", "Link"), _FIRST),
    **dict.fromkeys(
        ("TabPane", "Placeholder", "ToggleButton", "Tooltip", "Toast", "Markdown", "MarkdownViewer"), _FIRST
    ),
    **dict.fromkeys(("OptionList", "Select", "SelectionList", "Selection", "RadioSet", "Tabs", "Collapsible"), _ALL),
    "SystemCommand": (0, 1),
    "Hit": (1, 4),
    "DiscoveryHit": (0, 3),
    **dict.fromkeys(("Panel", "Rule", "Table", "Columns"), _ALL),
}
"""Constructors, and which of their places are drawn; of each also the keywords below."""
METHODS: Mapping[str, tuple[int, ...]] = {
    **dict.fromkeys(("notify", "add_leaf", "set_label", "from_markup", "update_cell_at", "update_cell"), _ALL),
    **dict.fromkeys(("add_row", "add_rows", "add_column", "add_columns", "add_option", "add_options"), _ALL),
    **dict.fromkeys(("set_options", "replace_option_prompt", "replace_option_prompt_at_index", "add_tab"), _ALL),
    **dict.fromkeys(("visualize", "to_content", "render_markup", "render_str", "visual_update"), _FIRST),
}
"""Functions and methods of that name, whoever they belong to."""
KEYWORDS = frozenset(
    ("border_title", "border_subtitle", "tooltip", "placeholder", "prompt", "title", "subtitle", "label", "help",
     "content", "renderable", "message", "caption", "match_display", "text", "options", "help_text")
)  # fmt: skip
"""Keywords of sinks that are drawn."""
ATTRIBUTES = frozenset(("border_title", "border_subtitle", "tooltip", "placeholder", "label_text", "prompt"))
"""Attributes that are drawn with mark-up when they are set."""
_ANYWHERE = frozenset(("border_title", "border_subtitle", "tooltip", "placeholder"))
"""Keywords that are drawn whoever is called with them."""
_KNOW_MARKUP = frozenset(("Static", "Label", "OptionList", "notify", "Toast", "render_str", "visualize"))
"""Sinks that take ``markup=False``."""
_MADE = frozenset(("Content", "Text", "Segment", "Strip", "Style"))
"""Calls whose result says by itself that it is no mark-up."""
_CATALOGUE = frozenset(("_", "N_", "NN_", "ngettext", "gettext"))
_DRAWN_UPDATES = frozenset(("Static", "Label"))
_SILENT: Mapping[str, frozenset[str]] = {"Binding": frozenset(("tooltip",)), "Key": frozenset(("tooltip",))}
"""Keywords of that name which nobody draws: we have no footer of Textual's."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sink that gets a foreign text: its line and the source of it."""

    line: int
    source: str


def foreign_markup(source: str, sinks: Mapping[str, tuple[int, ...]] | None = None) -> list[Found]:
    """Every place of ``source`` where a text that may be foreign reaches a sink; ``sinks`` are constructors of our own
    beside Textual's, as :func:`own_sinks` finds them."""
    tree = ast.parse(source)
    look = _Look({**WIDGETS, **(sinks or {})}, _other_names(tree))
    look.visit(tree)
    return look.found


def own_sinks(sources: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The classes of ours that stand on a sink, directly or by another of ours, with the places of that sink."""
    bases = {
        node.name: [_name(base) for base in node.bases]
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
    }
    found: dict[str, tuple[int, ...]] = {}
    for _depth in bases:
        known = {**WIDGETS, **found}
        more = {name: known[base] for name, names in bases.items() for base in names if base in known}
        if more.keys() <= found.keys():
            break
        found |= more
    return found


def _other_names(tree: ast.AST) -> dict[str, str]:
    """Names under which something was imported: ``from textual.widgets import Static as Line``."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {one.asname: one.name for node in imports for one in node.names if one.asname}


def _name(node: ast.expr) -> str:
    """The last name of what is called: ``widgets.Static`` is ``Static``, ``Select[int]`` is ``Select``."""
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


@dataclass
class _Scope:
    """What the names of one function were given, and the sinks its class stands on."""

    given: dict[str, list[ast.expr | None]] = field(default_factory=dict)
    bases: tuple[str, ...] = ()


class _Look(ast.NodeVisitor):
    def __init__(self, widgets: Mapping[str, tuple[int, ...]], aliases: Mapping[str, str]) -> None:
        self.found: list[Found] = []
        self._widgets, self._aliases = widgets, aliases
        self._scope = _Scope()

    # --- where we are ---

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer, self._scope = self._scope, _Scope(bases=tuple(map(_name, node.bases)))
        self.generic_visit(node)
        self._scope = outer

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        outer, self._scope = self._scope, _Scope(_given(node), self._scope.bases)
        self.generic_visit(node)
        self._scope = outer

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    # --- sinks ---

    def visit_Call(self, node: ast.Call) -> None:
        name = _name(node.func)
        name = self._aliases.get(name, name)
        if self._is_super(node):
            name = next((base for base in self._scope.bases if base in self._widgets), "")
        places = self._widgets.get(name) or (METHODS.get(name) if name not in self._widgets else None)
        if places is None and name == "update" and self._is_drawn_update(node):
            places = _FIRST
        for value in self._drawn(node, places):
            if self._is_foreign(value) and not (name in _KNOW_MARKUP and _says_no_markup(node)):
                self._tell(node)
                break
        if _says(node, "markup", True):
            self._tell(node)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        is_drawn = any(isinstance(one, ast.Attribute) and one.attr in ATTRIBUTES for one in node.targets)
        if is_drawn and self._is_foreign(node.value):
            self._tell(node)
        self.generic_visit(node)

    def _drawn(self, node: ast.Call, places: tuple[int, ...] | None) -> Iterator[ast.expr]:
        if places is not None:
            yield from (value for place, value in enumerate(node.args) if place in places)
        is_made = _name(node.func) == "from_markup"
        for one in node.keywords:
            if one.arg in _ANYWHERE - _SILENT.get(_name(node.func), frozenset()) or (
                places is not None and one.arg in KEYWORDS and not is_made
            ):
                yield one.value

    def _is_super(self, node: ast.Call) -> bool:
        func = node.func
        owner = func.value if isinstance(func, ast.Attribute) and func.attr == "__init__" else None
        return isinstance(owner, ast.Call) and _name(owner.func) == "super"

    def _is_drawn_update(self, node: ast.Call) -> bool:
        """``self.update(x)`` in a Static, or ``query_one(..., Static).update(x)``."""
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        if isinstance(owner, ast.Name) and owner.id == "self":
            return any(base in _DRAWN_UPDATES for base in self._scope.bases)
        named = (
            {self._aliases.get(one.id, one.id) for one in ast.walk(owner) if isinstance(one, ast.Name)}
            if owner
            else set()
        )
        return bool(named & _DRAWN_UPDATES)

    def _tell(self, node: ast.Call | ast.Assign) -> None:
        self.found.append(Found(node.lineno, ast.unparse(node)))

    # --- what is whose ---

    def _is_foreign(self, node: ast.expr, depth: int = 0) -> bool:
        """Whether ``node`` may be a text that is not ours."""
        if isinstance(node, ast.Constant | ast.Lambda | ast.Compare):
            return False
        if isinstance(node, ast.Call):
            name = self._aliases.get(_name(node.func), _name(node.func))
            if name == "cast":
                return self._is_foreign(node.args[-1], depth)
            return not (name in _CATALOGUE or self._is_made(node.func) or name in self._widgets)
        if isinstance(node, ast.Name):
            return self._is_name_foreign(node.id, depth)
        parts = _parts(node)
        return parts is None or any(self._is_foreign(part, depth) for part in parts)

    def _is_made(self, func: ast.expr) -> bool:
        """``Content(...)``, ``Text.assemble(...)``; what ``from_markup`` is given is looked at by itself."""
        owner = func.value if isinstance(func, ast.Attribute) else func
        return self._aliases.get(_name(owner), _name(owner)) in _MADE

    def _is_name_foreign(self, name: str, depth: int) -> bool:
        given = self._scope.given.get(name)
        if name.isupper() or not given or depth > 4:
            return not name.isupper()
        return any(value is None or self._is_foreign(value, depth + 1) for value in given)


def _parts(node: ast.expr) -> list[ast.expr] | None:
    """What ``node`` chooses from or is put together of; None for what nobody knows."""
    match node:
        case ast.IfExp():
            return [node.body, node.orelse]
        case ast.BoolOp():
            return list(node.values)
        case ast.Tuple() | ast.List() | ast.Set():
            return list(node.elts)
        case ast.Starred():
            return [node.value]
        case ast.GeneratorExp() | ast.ListComp():
            return [node.elt]
        case ast.BinOp(op=ast.Add()):
            return [node.left, node.right]
        case ast.JoinedStr():
            return [one.value for one in node.values if isinstance(one, ast.FormattedValue)]
        case _:
            return None


def _given(function: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, list[ast.expr | None]]:
    """What each name of a function is given; None where that is not an assignment of one value to one name."""
    found: dict[str, list[ast.expr | None]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for one in targets:
                for name in (name for name in ast.walk(one) if isinstance(name, ast.Name)):
                    found.setdefault(name.id, []).append(node.value if name is one else None)
        elif isinstance(node, ast.For | ast.comprehension | ast.NamedExpr | ast.AugAssign):
            for name in (name for name in ast.walk(node.target) if isinstance(name, ast.Name)):
                found.setdefault(name.id, []).append(None)
    return found


def _says(node: ast.Call, keyword: str, value: object) -> bool:
    return any(
        one.arg == keyword and isinstance(one.value, ast.Constant) and one.value.value is value for one in node.keywords
    )


def _says_no_markup(node: ast.Call) -> bool:
    return _says(node, "markup", False)
