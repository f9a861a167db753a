# SPDX-License-Identifier: ISC
#! ex:e-report MaxCount: An appraisal is of one thing
INSERT DATA { ex:e-report att:appraises ex:press }
