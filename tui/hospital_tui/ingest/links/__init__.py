"""Articles at addresses: fetched politely, one at a time, and never from where no public page can lie."""

from hospital_tui.ingest.links.fetch import Fetched, Fetcher, Terms
from hospital_tui.ingest.links.issues import fetch, issue

__all__ = ["Fetched", "Fetcher", "Terms", "fetch", "issue"]
