# SPDX-License-Identifier: ISC
#! ex:e-report MinCount: An appraisal is of one thing
DELETE DATA { ex:e-report att:appraises ex:report }
