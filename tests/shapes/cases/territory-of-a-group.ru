# SPDX-License-Identifier: ISC
#! ex:raid Class: Only a state has a territory
DELETE DATA { ex:raid att:fromTerritoryOf ex:klopstokia ; att:tiedTo ex:klopstokia . ex:a-raid-territory att:toActor ex:klopstokia } ;
INSERT DATA { ex:raid att:fromTerritoryOf ex:league ; att:tiedTo ex:league . ex:a-raid-territory att:toActor ex:league }
