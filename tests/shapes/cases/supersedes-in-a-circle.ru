# SPDX-License-Identifier: ISC
#! ex:a-raid SPARQL: No assertion supersedes or corrects itself
#! ex:a-raid-before SPARQL: No assertion supersedes or corrects itself
INSERT DATA { ex:a-raid-before att:corrects ex:a-raid } ;
DELETE DATA { ex:raid att:linkedTo ex:band . ex:raid att:tiedTo ex:band }
