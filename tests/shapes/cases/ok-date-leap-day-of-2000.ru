# SPDX-License-Identifier: ISC
DELETE DATA { ex:report att:date "2020-05" } ;
INSERT DATA { ex:report att:date "2000-02-29" }
