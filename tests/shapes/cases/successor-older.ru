# SPDX-License-Identifier: ISC
#! ex:a-raid SPARQL: An assertion is not older
DELETE DATA { ex:a-raid att:date "2020-05" } ;
INSERT DATA { ex:a-raid att:date "2020-03-31" }
