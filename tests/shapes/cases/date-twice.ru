# SPDX-License-Identifier: ISC
#! ex:report MaxCount: The date is one text
INSERT DATA { ex:report att:date "2020" }
