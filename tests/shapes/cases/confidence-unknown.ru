# SPDX-License-Identifier: ISC
#! ex:a-band Class: An assertion has one level of confidence
INSERT DATA { ex:a-band att:confidence att:likelihood-likely }
