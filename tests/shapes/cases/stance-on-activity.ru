# SPDX-License-Identifier: ISC
#! ex:s-dispute Or: A stance is on one thing
DELETE DATA { ex:s-dispute att:stanceOn ex:a-band } ;
INSERT DATA { ex:s-dispute att:stanceOn ex:raid }
