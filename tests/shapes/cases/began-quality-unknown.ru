# SPDX-License-Identifier: ISC
#! ex:raid Class: How the beginning
DELETE DATA { ex:raid att:beganQuality att:date-approximate } ;
INSERT DATA { ex:raid att:beganQuality att:date-rough }
