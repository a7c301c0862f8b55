"""Checks: what articles claim is recomputed from what they state themselves.

`within` reads one article, `across` what several articles say of one hospital. Both compare only what the text sets side
by side or gives the same metric, scope, unit and stated time: a check that cries wolf is read once and never again.
"""

from hospital_tui.library.checks.across import Claim, across, claims
from hospital_tui.library.checks.findings import PLACES, RULES, VERDICTS, Finding, Point, Rule, Verdict
from hospital_tui.library.checks.numbers import Range
from hospital_tui.library.checks.within import within

__all__ = [
    "PLACES",
    "RULES",
    "VERDICTS",
    "Claim",
    "Finding",
    "Point",
    "Range",
    "Rule",
    "Verdict",
    "across",
    "claims",
    "within",
]
