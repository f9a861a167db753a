# SPDX-License-Identifier: ISC
#! ex:i-band MaxCount: Confidence as a number
INSERT DATA { ex:i-band att:confidenceValue 75 }
