# SPDX-License-Identifier: ISC
#! ex:a-raid SPARQL: No assertion supersedes or corrects itself
INSERT DATA { ex:a-raid att:supersedes ex:a-raid } ;
DELETE DATA { ex:raid att:linkedTo ex:band . ex:raid att:tiedTo ex:band }
