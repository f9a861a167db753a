# SPDX-License-Identifier: ISC
#! ex:a-raid-before Class: An attribution is to one party
DELETE DATA { ex:a-raid-before att:toActor ex:crew } ;
INSERT DATA { ex:a-raid-before att:toActor ex:break-in }
