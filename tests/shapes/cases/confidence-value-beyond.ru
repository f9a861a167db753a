# SPDX-License-Identifier: ISC
#! ex:i-band MaxInclusive: Confidence as a number
DELETE DATA { ex:i-band att:confidenceValue 70 } ;
INSERT DATA { ex:i-band att:confidenceValue 101 }
