# SPDX-License-Identifier: ISC
INSERT DATA { ex:vendor att:partOf ex:klopstokia } ;
DELETE DATA { ex:s-withdrawal att:stanceBy ex:vendor } ;
INSERT DATA { ex:s-withdrawal att:stanceBy ex:klopstokia }
