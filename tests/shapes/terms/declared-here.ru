# SPDX-License-Identifier: ISC
#! <https://w3id.org/rhumb/attribution> SPARQL: The data uses a term that the vocabulary
INSERT DATA { att:nest a att:ThreatActor ; rdfs:label "Nest"@en }
