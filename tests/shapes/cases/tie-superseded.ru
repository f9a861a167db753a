# SPDX-License-Identifier: ISC
#! ex:raid SPARQL: What is said directly, an attribution says
INSERT DATA { ex:raid att:tiedTo ex:crew } ;
DELETE DATA { ex:s-withdrawal att:stanceOn ex:a-raid-before } ;
INSERT DATA { ex:s-withdrawal att:stanceOn ex:r-targeted }
