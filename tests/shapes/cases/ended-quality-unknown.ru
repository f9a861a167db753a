# SPDX-License-Identifier: ISC
#! ex:raid Class: How the end
DELETE DATA { ex:raid att:endedQuality att:date-exact } ;
INSERT DATA { ex:raid att:endedQuality att:date-rough }
