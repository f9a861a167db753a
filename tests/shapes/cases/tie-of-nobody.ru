# SPDX-License-Identifier: ISC
#! ex:defacement SPARQL: What is said directly, an attribution says
INSERT DATA { ex:defacement att:tiedTo ex:band }
