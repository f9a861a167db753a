# SPDX-License-Identifier: ISC
#! ex:i-band MaxCount: A number for confidence is of one scale
INSERT DATA { ex:i-band att:confidenceScale att:scale-stix }
