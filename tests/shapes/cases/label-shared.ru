# SPDX-License-Identifier: ISC
#! ex:a-nobody MaxCount: The label of an assertion is a sentence of its own
#! ex:two MaxCount: The label of an assertion is a sentence of its own
INSERT DATA { ex:two a att:Assertion ; rdfs:label "Break-in said to be of nobody known"@en ; att:relates ex:raid ; att:relatesTo ex:crew }
