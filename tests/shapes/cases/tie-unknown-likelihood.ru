# SPDX-License-Identifier: ISC
#! ex:a-band Class: An assertion has one likelihood
#! ex:band SPARQL: What is said directly, an attribution says
INSERT DATA { ex:a-band att:likelihood att:likelihood-probable }
