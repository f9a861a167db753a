# SPDX-License-Identifier: ISC
#! ex:i-band Class: A number for confidence is of one scale
DELETE DATA { ex:i-band att:confidenceScale att:scale-misp } ;
INSERT DATA { ex:i-band att:confidenceScale att:scale-percent }
