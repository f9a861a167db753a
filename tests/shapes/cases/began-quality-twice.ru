# SPDX-License-Identifier: ISC
#! ex:raid MaxCount: How the beginning
INSERT DATA { ex:raid att:beganQuality att:date-not-later-than }
