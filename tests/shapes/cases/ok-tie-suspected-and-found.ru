# SPDX-License-Identifier: ISC
INSERT DATA { ex:sure a att:Attribution ; rdfs:label "Crew said to act for Freedonia"@en ; att:ofSubject ex:crew ; att:toActor ex:freedonia ; att:grade att:grade-on-behalf ; att:basis att:basis-legal-finding ; att:wording "acted for" . ex:crew att:conductedFor ex:freedonia ; att:attributedTo ex:freedonia }
