# SPDX-License-Identifier: ISC
#! ex:p-crew MaxCount: The section of a passage
INSERT DATA { ex:p-crew att:section 7 }
