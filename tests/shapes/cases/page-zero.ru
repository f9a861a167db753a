# SPDX-License-Identifier: ISC
#! ex:p-break-in MinInclusive: The page of a passage
DELETE DATA { ex:p-break-in att:page 1 } ;
INSERT DATA { ex:p-break-in att:page 0 }
