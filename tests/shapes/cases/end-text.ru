# SPDX-License-Identifier: ISC
#! ex:p-raid Datatype: A passage ends at one
DELETE DATA { ex:p-raid att:endOffset 9 } ;
INSERT DATA { ex:p-raid att:endOffset 9.0 }
