# SPDX-License-Identifier: ISC
#! <https://w3id.org/rhumb/attribution> SPARQL: The data uses a term that the vocabulary
INSERT DATA { ex:raid att:attributdTo ex:band }
