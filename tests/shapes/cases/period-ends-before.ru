# SPDX-License-Identifier: ISC
#! ex:raid SPARQL: Nothing ends before
DELETE DATA { ex:raid att:ended "2020-04" } ;
INSERT DATA { ex:raid att:ended "2019" }
