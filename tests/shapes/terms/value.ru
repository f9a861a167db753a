# SPDX-License-Identifier: ISC
#! <https://w3id.org/rhumb/attribution> SPARQL: The data uses a term that the vocabulary
INSERT DATA { ex:nest ex:is att:grade-sponsored , att:grade-sponsored . ex:den ex:is att:grade-sponsored }
