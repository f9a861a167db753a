# SPDX-License-Identifier: ISC
#! ex:a-band Class: The kind of the party
INSERT DATA { ex:a-band att:partyKind att:kind-empire }
