# SPDX-License-Identifier: ISC
INSERT DATA { ex:s-undo a att:Stance ; rdfs:label "The ministry withdraws a denial"@en ; att:stanceKind att:stance-withdraws ; att:stanceOn ex:s-denial ; att:stanceBy ex:office . ex:office a att:Institution ; rdfs:label "Office"@en ; att:partOf ex:freedonia }
