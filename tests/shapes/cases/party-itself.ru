# SPDX-License-Identifier: ISC
#! ex:odd Disjoint: An attribution is not of a party to itself
INSERT DATA { ex:odd a att:Attribution ; rdfs:label "Crew said to be of Crew"@en ; att:ofSubject ex:crew ; att:toActor ex:crew ; att:grade att:grade-unspecified ; att:basis att:basis-not-stated }
