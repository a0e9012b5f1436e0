"""A topic that takes no record at all until it is told to, by an access rule.

Neither min.insync.replicas, which Kafka caps at the replication factor, nor message.timestamp.before.max.ms=0, which
lets in what arrives within the millisecond of its stamp, refuses everything. Needs a broker with `AUTHORIZER`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from kafka.admin import ACL, ACLFilter, ACLOperation, ACLPermissionType, ResourcePattern, ResourceType

from stream.broker.client import admin
from stream.settings import Settings

# Everybody may do everything until a topic is told to refuse.
AUTHORIZER = {
    "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
    "allow.everyone.if.no.acl.found": "true",
}
IN_FORCE_S = 30.0  # the controller confirms a rule before the broker has it: milliseconds, where cores are free


def refuse_writes(settings: Settings, topic: str) -> None:
    """Every produce request to `topic` fails once this returns; reading and metadata go on."""
    allow = _rule(ACL, topic, ACLOperation.ALL, ACLPermissionType.ALLOW)  # with any rule, what no rule allows is denied
    with admin(settings.kafka) as client:
        client.create_acls([allow, _rule(ACL, topic, ACLOperation.WRITE, ACLPermissionType.DENY)])
        _until(client, topic, refused=True)


def accept_writes(settings: Settings, topic: str) -> None:
    """Undo `refuse_writes`."""
    with admin(settings.kafka) as client:
        client.delete_acls([_denial(topic)])
        _until(client, topic, refused=False)


def _until(client: Any, topic: str, *, refused: bool) -> None:
    deadline = time.monotonic() + IN_FORCE_S
    while bool(client.describe_acls(_denial(topic))[0]) != refused:  # the broker answers with what it goes by itself
        if time.monotonic() > deadline:
            raise TimeoutError(f"{topic}: the broker did not learn the rule within {IN_FORCE_S:g} s")
        time.sleep(0.02)


def _denial(topic: str) -> Any:
    return _rule(ACLFilter, topic, ACLOperation.WRITE, ACLPermissionType.DENY)


def _rule(kind: Callable[..., Any], topic: str, operation: Any, permission: Any) -> Any:
    return kind(
        principal="User:ANONYMOUS",
        host="*",
        operation=operation,
        permission_type=permission,
        resource_pattern=ResourcePattern(ResourceType.TOPIC, topic),
    )
