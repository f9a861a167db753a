# SPDX-License-Identifier: ISC
#! ex:a-band Class: An attribution has one depth
INSERT DATA { ex:a-band att:responsibilityDepth att:responsibility-grave }
