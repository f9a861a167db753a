# SPDX-License-Identifier: ISC
#! ex:r-targeted SPARQL: An assertion is not older
INSERT DATA { ex:r-targeted att:corrects ex:r-before ; att:date "2020" . ex:r-before a att:Assertion ; rdfs:label "Raid is said to have targeted Crew"@en ; att:relates ex:raid ; att:relatesTo ex:crew ; att:date "2021-01" }
