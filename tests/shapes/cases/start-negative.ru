# SPDX-License-Identifier: ISC
#! ex:p-raid MinInclusive: A passage begins at one
DELETE DATA { ex:p-raid att:startOffset 0 } ;
INSERT DATA { ex:p-raid att:startOffset -1 }
