# SPDX-License-Identifier: ISC
#! ex:worm MinLength: A thing has a label
DELETE DATA { ex:worm rdfs:label "Worm"@en } ;
INSERT DATA { ex:worm rdfs:label "" }
