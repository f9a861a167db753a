# SPDX-License-Identifier: ISC
#! ex:p-raid MaxCount: The paragraph of a passage
INSERT DATA { ex:p-raid att:paragraph 7 }
