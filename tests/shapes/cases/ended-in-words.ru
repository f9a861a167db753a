# SPDX-License-Identifier: ISC
#! ex:n-band Pattern: The end is ISO 8601
DELETE DATA { ex:n-band att:ended "2021" } ;
INSERT DATA { ex:n-band att:ended "May 2020" }
