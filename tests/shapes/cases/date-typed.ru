# SPDX-License-Identifier: ISC
#! ex:report Datatype: The date is one text
DELETE DATA { ex:report att:date "2020-05" } ;
INSERT DATA { ex:report att:date "2020-03-01"^^xsd:date }
