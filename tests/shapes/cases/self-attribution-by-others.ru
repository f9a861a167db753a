# SPDX-License-Identifier: ISC
#! ex:a-defacement Or: Who attributes something to itself
DELETE DATA { ex:a-defacement att:attributorRole att:role-perpetrator } ;
INSERT DATA { ex:a-defacement att:attributorRole att:role-victim }
