# SPDX-License-Identifier: ISC
#! ex:e-report Class: An appraisal is that of one agent
DELETE DATA { ex:e-report att:appraisedBy ex:ministry } ;
INSERT DATA { ex:e-report att:appraisedBy ex:note }
