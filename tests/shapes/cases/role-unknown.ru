# SPDX-License-Identifier: ISC
#! ex:a-band Class: The role of who attributes
INSERT DATA { ex:a-band att:attributorRole att:role-blogger }
