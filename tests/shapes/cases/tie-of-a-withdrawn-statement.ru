# SPDX-License-Identifier: ISC
#! ex:break-in SPARQL: What is said directly, an attribution says
#! ex:break-in SPARQL: What is said directly, an attribution says
#! ex:break-in SPARQL: What is said directly, an attribution says
INSERT DATA { ex:s-note a att:Stance ; rdfs:label "Sylvania withdraws its note"@en ; att:stanceKind att:stance-withdraws ; att:stanceOn ex:note }
