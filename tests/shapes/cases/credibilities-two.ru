# SPDX-License-Identifier: ISC
#! ex:e-report MaxCount: An appraisal has one credibility
INSERT DATA { ex:e-report att:informationCredibility att:credibility-1 }
