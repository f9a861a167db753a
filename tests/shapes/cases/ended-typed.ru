# SPDX-License-Identifier: ISC
#! ex:n-band Datatype: The end is one text
DELETE DATA { ex:n-band att:ended "2021" } ;
INSERT DATA { ex:n-band att:ended "2020-03-01"^^xsd:date }
