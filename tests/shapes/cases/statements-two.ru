# SPDX-License-Identifier: ISC
#! ex:a-break-in MaxCount: An assertion is made in one statement
INSERT DATA { ex:other a att:Statement ; rdfs:label "Another note"@en . ex:a-break-in att:inStatement ex:other }
