# SPDX-License-Identifier: ISC
#! ex:raid SPARQL: What is said directly, an attribution says
INSERT DATA { ex:raid att:tiedTo ex:crew } ;
DELETE DATA { ex:a-raid att:supersedes ex:a-raid-before }
