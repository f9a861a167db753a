# SPDX-License-Identifier: ISC
#! ex:p-break-in Datatype: The page of a passage
DELETE DATA { ex:p-break-in att:page 1 } ;
INSERT DATA { ex:p-break-in att:page 2.0 }
