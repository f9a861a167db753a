# SPDX-License-Identifier: ISC
#! ex:e-report Or: An appraisal is of one thing
DELETE DATA { ex:e-report att:appraises ex:report } ;
INSERT DATA { ex:e-report att:appraises ex:raid }
