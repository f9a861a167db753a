# SPDX-License-Identifier: ISC
DELETE DATA { ex:e-report att:informationCredibility att:credibility-3 }
