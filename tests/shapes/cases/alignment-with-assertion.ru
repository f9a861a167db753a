# SPDX-License-Identifier: ISC
#! ex:s-alignment Class: It is with a statement
DELETE DATA { ex:s-alignment att:stanceOn ex:note } ;
INSERT DATA { ex:s-alignment att:stanceOn ex:a-break-in }
