# SPDX-License-Identifier: ISC
INSERT DATA { ex:s-d a att:Stance ; rdfs:label "Freedonia disputes it"@en ; att:stanceKind att:stance-disputes ; att:stanceOn ex:a-band ; att:stanceBy ex:freedonia }
