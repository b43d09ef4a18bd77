"""How the pages reach their readers: who may connect, what is logged, what is answered."""

from clusterdash.serving.access import Access, AccessError, PortError, decide, free
from clusterdash.serving.options import options
from clusterdash.serving.scripts import local_only

__all__ = ["Access", "AccessError", "PortError", "decide", "free", "local_only", "options"]
