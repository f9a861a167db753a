# SPDX-License-Identifier: ISC
#! ex:worm MinCount: A thing has a label
DELETE WHERE { ex:worm rdfs:label ?l }
