# SPDX-License-Identifier: ISC
#! ex:n-band MinLength: A given name is one text
DELETE DATA { ex:n-band att:name "Band" } ;
INSERT DATA { ex:n-band att:name "" }
