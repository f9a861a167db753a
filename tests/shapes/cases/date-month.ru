# SPDX-License-Identifier: ISC
#! ex:report Pattern: The date is ISO 8601
DELETE DATA { ex:report att:date "2020-05" } ;
INSERT DATA { ex:report att:date "2020-13" }
