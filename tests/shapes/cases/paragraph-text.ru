# SPDX-License-Identifier: ISC
#! ex:p-raid Datatype: The paragraph of a passage
DELETE DATA { ex:p-raid att:paragraph 2 } ;
INSERT DATA { ex:p-raid att:paragraph 2.0 }
