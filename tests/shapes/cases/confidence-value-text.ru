# SPDX-License-Identifier: ISC
#! ex:i-band Datatype: Confidence as a number
DELETE DATA { ex:i-band att:confidenceValue 70 } ;
INSERT DATA { ex:i-band att:confidenceValue 70.0 }
