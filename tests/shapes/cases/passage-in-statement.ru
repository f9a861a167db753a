# SPDX-License-Identifier: ISC
#! ex:p-crew Class: A passage is in one document
DELETE DATA { ex:p-crew att:inDocument ex:press } ;
INSERT DATA { ex:p-crew att:inDocument ex:note }
