# SPDX-License-Identifier: ISC
#! ex:e-report Class: An appraisal has one credibility
DELETE DATA { ex:e-report att:informationCredibility att:credibility-3 } ;
INSERT DATA { ex:e-report att:informationCredibility att:credibility-7 }
