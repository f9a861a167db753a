# SPDX-License-Identifier: ISC
#! ex:e-report Class: An appraisal has one reliability
DELETE DATA { ex:e-report att:sourceReliability att:reliability-b } ;
INSERT DATA { ex:e-report att:sourceReliability att:credibility-1 }
