# SPDX-License-Identifier: ISC
#! ex:raid Datatype: The beginning is one text
DELETE DATA { ex:raid att:began "2020-03-01" } ;
INSERT DATA { ex:raid att:began "2020-03-01"^^xsd:date }
