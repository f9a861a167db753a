# SPDX-License-Identifier: ISC
INSERT DATA { ex:p-crew rdfs:comment "Said twice"@en }
