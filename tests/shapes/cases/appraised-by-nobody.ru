# SPDX-License-Identifier: ISC
#! ex:e-report MinCount: An appraisal is that of one agent
DELETE DATA { ex:e-report att:appraisedBy ex:ministry }
