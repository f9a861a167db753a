# SPDX-License-Identifier: ISC
#! ex:note MaxCount: How the date
INSERT DATA { ex:note att:dateQuality att:date-not-later-than }
