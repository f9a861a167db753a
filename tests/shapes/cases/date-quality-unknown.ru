# SPDX-License-Identifier: ISC
#! ex:note Class: How the date
DELETE DATA { ex:note att:dateQuality att:date-supplied } ;
INSERT DATA { ex:note att:dateQuality att:date-rough }
