# SPDX-License-Identifier: ISC
#! ex:m-sylvania SPARQL: Nothing ends before
DELETE DATA { ex:m-sylvania att:ended "2000" } ;
INSERT DATA { ex:m-sylvania att:ended "1969-12-31" }
