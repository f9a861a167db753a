# SPDX-License-Identifier: ISC
#! ex:a-nobody Datatype: Whether the party is unknown
INSERT DATA { ex:a-nobody att:partyUnknown "yes" }
