# SPDX-License-Identifier: ISC
#! _: NodeKind: A thing has an IRI
INSERT DATA { [] a att:Software ; rdfs:label "Tool"@en }
