# SPDX-License-Identifier: ISC
#! ex:p-break-in MaxCount: The page of a passage
INSERT DATA { ex:p-break-in att:page 7 }
