# First of two: mark which groups are said to be the same, with a confidence of 70 or
# more. A path cannot look at the confidence of a claim; it can follow such a mark.
# The mark is no term of the vocabulary: it is a helper of one question.
#
# Data: disputes

PREFIX att: <https://w3id.org/rhumb/attribution#>
PREFIX q: <urn:rhumb:query:>

INSERT { ?one q:sameAt70 ?other . ?other q:sameAt70 ?one }
WHERE {
  ?claim att:identityKind att:identity-same ; att:relates ?one ; att:relatesTo ?other ;
    att:confidenceValue ?value .
  FILTER(?value >= 70)
}
