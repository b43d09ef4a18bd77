"""The documented address: answers to programs, from an engine and the rest of an address."""

from clusterdash.api.problem import Problem
from clusterdash.api.reply import Reply
from clusterdash.api.routes import VERSION, etag, respond

__all__ = ["VERSION", "Problem", "Reply", "etag", "respond"]
