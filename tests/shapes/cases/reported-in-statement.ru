# SPDX-License-Identifier: ISC
#! ex:note Class: What a statement is reported in
INSERT DATA { ex:other a att:Statement ; rdfs:label "Another note"@en . ex:note att:reportedIn ex:other }
