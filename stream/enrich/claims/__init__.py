"""Claims: who says what in an article. Pure: a `Reading` in, claims out.

`find_claims` is what the enricher calls: rules and model together. `find_attributions` also gives what is said and is no
claim (wishes, calls); `claims_by_rules` and `claims_by_model` give each alone, to measure what it brings.
`claimant_mention` says which of the article's mentions a claimant's entity is.
"""

from stream.enrich.claims.claim import Basis, Claim
from stream.enrich.claims.combine import claims_by_model, claims_by_rules, find_attributions, find_claims
from stream.enrich.claims.identity import claimant_mention

__all__ = [
    "Basis",
    "Claim",
    "claimant_mention",
    "claims_by_model",
    "claims_by_rules",
    "find_attributions",
    "find_claims",
]
