# SPDX-License-Identifier: ISC
#! ex:i-band Class: Those who make an assertion
INSERT DATA { ex:i-band att:attributedBy ex:note }
