# SPDX-License-Identifier: ISC
DELETE DATA { ex:m-sylvania att:ended "2000" } ;
INSERT DATA { ex:m-sylvania att:ended "1970" }
