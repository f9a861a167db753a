# SPDX-License-Identifier: ISC
#! ex:a-band Class: The state of the party
INSERT DATA { ex:a-band att:partyState ex:crew }
