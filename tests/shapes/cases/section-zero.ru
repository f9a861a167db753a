# SPDX-License-Identifier: ISC
#! ex:p-crew MinInclusive: The section of a passage
DELETE DATA { ex:p-crew att:section 3 } ;
INSERT DATA { ex:p-crew att:section 0 }
