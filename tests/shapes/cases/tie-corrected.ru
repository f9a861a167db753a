# SPDX-License-Identifier: ISC
#! ex:raid SPARQL: What is said directly, an attribution says
DELETE DATA { ex:a-raid att:supersedes ex:a-raid-before . ex:s-withdrawal att:stanceOn ex:a-raid-before } ;
INSERT DATA { ex:a-raid att:corrects ex:a-raid-before . ex:s-withdrawal att:stanceOn ex:r-targeted . ex:raid att:tiedTo ex:crew }
