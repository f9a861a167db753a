# SPDX-License-Identifier: ISC
#! ex:raid MaxCount: How the end
INSERT DATA { ex:raid att:endedQuality att:date-not-later-than }
