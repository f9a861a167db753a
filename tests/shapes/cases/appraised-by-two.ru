# SPDX-License-Identifier: ISC
#! ex:e-report MaxCount: An appraisal is that of one agent
INSERT DATA { ex:e-report att:appraisedBy ex:league }
