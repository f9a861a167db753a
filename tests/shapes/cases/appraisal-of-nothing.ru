# SPDX-License-Identifier: ISC
#! ex:e-report Or: An appraisal says how reliable
DELETE DATA { ex:e-report att:sourceReliability att:reliability-b ; att:informationCredibility att:credibility-3 }
