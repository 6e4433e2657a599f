"""What bodies look like, for the description of the API."""

from typing import Any

CELL = {"type": ["string", "number", "boolean", "null"]}
ROW = {"type": "object", "additionalProperties": CELL}
DOCUMENT: dict[str, Any] = {
    "type": "object",
    "required": ["kind", "values"],
    "additionalProperties": False,
    "properties": {
        "kind": {"type": "string", "examples": ["order"], "description": "A kind of record: see /api/v1/records."},
        "values": ROW,
        "lines": {"type": "object", "additionalProperties": {"type": "array", "items": ROW}},
    },
    "examples": [{
        "kind": "order",
        "values": {"number": "O-1", "merchant_code": "4403966ABC", "goods_value": "19.90", "currency": "142"},
        "lines": {"order_line": [{"line_number": 1, "item_name": "Tea", "quantity": "2", "price": "9.95"}]},
    }],
}  # fmt: skip
KEY = {
    "name": "Idempotency-Key", "in": "header", "required": False, "schema": {"type": "string", "maxLength": 100},
    "description": "Makes a repetition harmless: the same body again has the same answer.",
}  # fmt: skip
DOCUMENTS = {
    "parameters": [KEY],
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {
                "type": "object", "required": ["documents"], "additionalProperties": False,
                "properties": {"documents": {"type": "array", "minItems": 1, "maxItems": 500, "items": DOCUMENT}},
            }},
            "application/xml": {"schema": {"type": "string", "description": "A CEB message, or one in its envelope."}},
        },
    },
}  # fmt: skip
BULK = {
    "parameters": [KEY],
    "requestBody": {
        "required": True,
        "content": {"application/x-ndjson": {"schema": {"type": "string", "description": "A document in each line."}}},
    },
    "responses": {
        200: {
            "description": "A line for each document in their order; a last one without `line` where it was cut short.",
            "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
        }
    },
}  # fmt: skip
