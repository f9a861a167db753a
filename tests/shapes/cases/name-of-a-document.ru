# SPDX-License-Identifier: ISC
#! ex:n-band Or: A given name is of one
DELETE DATA { ex:n-band att:nameOf ex:band } ;
INSERT DATA { ex:n-band att:nameOf ex:report }
