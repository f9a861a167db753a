# SPDX-License-Identifier: ISC
#! ex:e-report MaxCount: An appraisal has one reliability
INSERT DATA { ex:e-report att:sourceReliability att:reliability-a }
