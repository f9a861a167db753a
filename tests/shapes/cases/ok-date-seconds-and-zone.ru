# SPDX-License-Identifier: ISC
DELETE DATA { ex:report att:date "2020-05" } ;
INSERT DATA { ex:report att:date "2020-05-04T10:30:15.5+05:45" }
