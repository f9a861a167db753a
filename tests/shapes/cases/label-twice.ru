# SPDX-License-Identifier: ISC
#! ex:worm UniqueLang: A thing has one label in a language
INSERT DATA { ex:worm rdfs:label "The Worm"@en }
