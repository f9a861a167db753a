# SPDX-License-Identifier: ISC
#! ex:s-note SPARQL: A claim is withdrawn by who made it
INSERT DATA { ex:s-note a att:Stance ; rdfs:label "Vendor withdraws a note"@en ; att:stanceKind att:stance-withdraws ; att:stanceOn ex:note ; att:stanceBy ex:vendor } ;
DELETE DATA { ex:break-in att:responsibilityOf ex:freedonia . ex:break-in att:attributedTo ex:freedonia . ex:break-in att:tiedTo ex:freedonia }
