# SPDX-License-Identifier: ISC
#! ex:band Class: Only a state is a country of origin
DELETE DATA { ex:band att:originatesIn ex:freedonia ; att:tiedTo ex:freedonia . ex:a-band att:toActor ex:freedonia } ;
INSERT DATA { ex:band att:originatesIn ex:league ; att:tiedTo ex:league . ex:a-band att:toActor ex:league }
