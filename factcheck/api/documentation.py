"""The page that says what the API answers, from its OpenAPI document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from factcheck.models.webhook import Event
from factcheck.templatetags.public import absolute

# An address that has something to show, for each path with a part to fill in.
PREFIX = "/api/v1/"

# Of a receiver, in Python; a test runs it.
VERIFYING = """\
import base64, hashlib, hmac, time

def is_from_here(headers, body, secret):
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    ours = "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    is_new = abs(time.time() - int(headers["webhook-timestamp"])) < 300
    return is_new and any(
        hmac.compare_digest(ours, each) for each in headers["webhook-signature"].split()
    )
"""


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Address:
    """One thing to ask; `example` is a command line that runs, where the path is whole.

    `required` are values for those parameters that cannot be left out.
    """

    path: str
    summary: str
    required: dict[str, str]
    parameters: list[Parameter]
    fields: list[Parameter]

    @property
    def example(self) -> str:
        if "{" in self.path:
            return ""
        address = absolute(self.path)
        return (
            f"curl '{address}?{urlencode(self.required)}'" if self.required else f"curl {address}"
        )


def documentation(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Context of ``api/docs.html``."""
    components = schema["components"]["schemas"]
    return {
        "verifying": VERIFYING,
        "events": Event.choices,
        "addresses": [
            Address(
                path,
                operation.get("description") or operation["summary"],
                {
                    each["name"]: each["example"]
                    for each in operation.get("parameters", [])
                    if each.get("required")
                    if each["in"] == "query"
                },
                [_parameter(each) for each in operation.get("parameters", [])],
                _fields(operation["responses"][200], components),
            )
            for path, methods in schema["paths"].items()
            for operation in methods.values()
        ],
    }


def _parameter(parameter: Mapping[str, Any]) -> Parameter:
    schema = parameter["schema"]
    said = parameter.get("description") or schema.get("description", "")
    return Parameter(parameter["name"], _kind(schema), said)


def _fields(response: Mapping[str, Any], components: Mapping[str, Any]) -> list[Parameter]:
    """The fields of what is answered; of a list, those of each of its things."""
    [content] = response["content"].values()
    schema = _named(content["schema"], components)
    if "results" in schema.get("properties", {}):
        schema = schema["properties"]["results"]
    schema = _named(schema.get("items", schema), components)
    return [
        Parameter(name, _kind(each), each.get("description", ""))
        for name, each in schema["properties"].items()
    ]


def _named(schema: Mapping[str, Any], components: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in schema:
        return schema
    found: Mapping[str, Any] = components[schema["$ref"].rpartition("/")[2]]
    return found


def _kind(schema: Mapping[str, Any]) -> str:
    """What a value is, in a word or two."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2].removesuffix("Out").lower())
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    return str(schema.get("format") or schema.get("type", "anything"))
