# SPDX-License-Identifier: ISC
#! ex:p-raid LessThan: A passage begins before
DELETE DATA { ex:p-raid att:startOffset 0 } ;
INSERT DATA { ex:p-raid att:startOffset 9 }
