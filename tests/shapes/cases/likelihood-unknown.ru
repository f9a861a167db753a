# SPDX-License-Identifier: ISC
#! ex:a-band Class: An assertion has one likelihood
INSERT DATA { ex:a-band att:likelihood att:likelihood-probable }
