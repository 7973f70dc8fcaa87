"""Checks a value against the part of JSON Schema that the contract uses, and says plainly what is wrong."""

_KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "number": (int, float),
    "integer": int,
}


def problems(value: object, schema: dict, place: str = "") -> list[str]:
    """All problems as sentences without a full stop; empty when the value fits."""
    name = f"`{place}`" if place else "the document"
    kind = schema.get("type")
    if kind is not None and not _is(value, kind):
        return [f"{name} must be of type {kind}, not {value!r:.60}"]
    if "const" in schema and value != schema["const"]:
        return [f"{name} must be {schema['const']!r}, not {value!r:.60}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{name} must be one of {', '.join(map(str, schema['enum']))}, not {value!r:.60}"]
    found = []
    if kind in ("number", "integer"):
        if "minimum" in schema and value < schema["minimum"]:
            found.append(f"{name} must be at least {schema['minimum']}, not {value}")
        if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
            found.append(f"{name} must be more than {schema['exclusiveMinimum']}, not {value}")
    if kind in ("string", "array") and "prefixItems" not in schema:
        least = schema.get("minLength", schema.get("minItems", 0))
        if len(value) < least:
            found.append(f"{name} must hold at least {least} {'characters' if kind == 'string' else 'items'}")
    if kind == "array":
        found += _array_problems(value, schema, place)
    if kind == "object":
        found += _object_problems(value, schema, place)
    return found


def _is(value: object, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _KINDS[kind])


def _array_problems(value: list, schema: dict, place: str) -> list[str]:
    if "prefixItems" in schema:
        wanted = schema["prefixItems"]
        if len(value) != len(wanted):
            return [f"`{place}` must hold {len(wanted)} items, not {len(value)}"]
        pairs = zip(value, wanted)
    else:
        pairs = ((item, schema.get("items", {})) for item in value)
    return [line for i, (item, inner) in enumerate(pairs) for line in problems(item, inner, f"{place}[{i}]")]


def _object_problems(value: dict, schema: dict, place: str) -> list[str]:
    known = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    prefix = f"{place}." if place else ""
    found = [f"`{prefix}{key}` is missing" for key in schema.get("required", []) if key not in value]
    for key, item in value.items():
        if key in known:
            found += problems(item, known[key], prefix + key)
        elif others is False:
            found.append(f"`{prefix}{key}` is not a key that this worker knows")
        elif isinstance(others, dict):
            found += problems(item, others, prefix + key)
    return found
