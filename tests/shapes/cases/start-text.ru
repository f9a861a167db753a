# SPDX-License-Identifier: ISC
#! ex:p-raid Datatype: A passage begins at one
DELETE DATA { ex:p-raid att:startOffset 0 } ;
INSERT DATA { ex:p-raid att:startOffset 0.0 }
